package org.continuum.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A readable page for every kind of problem, at the address which the problem itself names as its type. */
@Path("/problems")
@Tag(name = "problems", description = "What the kinds of problems mean, and what to do about them.")
@RunOnVirtualThread
@Produces("text/html")
public class ProblemPages {
    @GET
    @Operation(operationId = "listProblems", summary = "All kinds of problems")
    public String index() {
        StringBuilder list = new StringBuilder("<ul>\n");
        for (ProblemType type : ProblemType.values()) {
            list.append("<li><a href=\"/problems/%s\">%d %s</a></li>\n"
                    .formatted(type.slug(), type.status(), type.title()));
        }
        return page("Problems", list.append("</ul>").toString());
    }

    @GET
    @Path("/{slug}")
    @Operation(operationId = "getProblem", summary = "What a kind of problem means, and what to do about it")
    public String one(
            @PathParam("slug")
                    @Pattern(regexp = "[a-z-]+")
                    @Size(max = 40)
                    @Parameter(description = "The last part of the problem's type.")
                    String slug) {
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(known -> known.slug().equals(slug))
                .findFirst()
                .orElseThrow(Problem::notFound);
        return page(
                type.title(),
                "<p>Status %d</p>\n<h2>What it means</h2>\n<p>%s</p>\n<h2>What to do</h2>\n<p>%s</p>\n%s"
                        .formatted(
                                type.status(),
                                meaning(type),
                                remedy(type),
                                "<p><a href=\"/problems\">All problems</a></p>"));
    }

    private static String page(String title, String content) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%s</title></head>
                <body>
                <h1>%s</h1>
                %s
                </body>
                </html>
                """.formatted(title, title, content);
    }

    private static String meaning(ProblemType type) {
        return switch (type) {
            case INVALID_REQUEST ->
                "The request is not what the contract describes. Nothing was recorded. Every error that was found"
                        + " stands in <code>errors</code>: <code>pointer</code> is a JSON pointer into the body, or"
                        + " <code>#query/…</code>, <code>#header/…</code> for what stands outside of it.";
            case UNKNOWN_VERSION -> "The <code>Continuum-Version</code> header names a version that is not served.";
            case UNAUTHENTICATED ->
                "The request has no access token, or one that is expired, malformed, signed by nobody known here,"
                        + " issued for another service, or without the claims <code>sub</code> and"
                        + " <code>organization</code>, or <code>person</code> in its place. Which of these is not told.";
            case FORBIDDEN -> "The token is good, but none of its roles may do this.";
            case NOT_FOUND ->
                "There is no such record, or it is not the caller's to see, or the id is no id: the answer is the same,"
                        + " to the byte.";
            case METHOD_NOT_ALLOWED -> "The address exists, the method does not.";
            case NOT_ACCEPTABLE -> "The service has no representation in the media type asked for.";
            case CONFLICT ->
                "The request is well-formed but contradicts what is recorded: an identifier is taken, a record is"
                        + " already superseded.";
            case ERASED ->
                "There was a record, and the key to who the person is was destroyed by order. The detail says when and why."
                        + " The record is closed to everybody; its proofs remain.";
            case DEACTIVATED ->
                "There is a record, and it was registered in error: nobody is meant by it. The record is closed; its proofs"
                        + " remain.";
            case STALE -> "Somebody has changed the record since the version which <code>If-Match</code> names.";
            case TOO_LARGE -> "The body is larger than the limit.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body's media type is not one that the operation takes.";
            case UNACCEPTABLE ->
                "The request fits the contract but cannot be accepted: it names something unknown, or says something"
                        + " impossible. Nothing was recorded; all reasons stand in <code>errors</code>.";
            case KEY_REUSED ->
                "The <code>Idempotency-Key</code> has already been used by this organization for a different body.";
            case PRECONDITION_REQUIRED ->
                "A change must say which version it was made on, so that nobody overwrites what he has not seen.";
            case TOO_MANY ->
                "The client, which is the organization of its token with its <code>sub</code>, has asked more often within"
                        + " a minute, or read of more persons, than it may; or the organization has as much open at the same time as it may, for"
                        + " example streams of events, or has named persons by what is not theirs more often within an hour than it"
                        + " may. Nothing was recorded.";
            case INTERNAL ->
                "The service failed. A write may have been recorded all the same, if the connection to the database broke"
                        + " while it committed. Send it again under the same Idempotency-Key: it is done once.";
            case UNAVAILABLE ->
                "The service's database is away, full or overloaded. A write may have been recorded all the same, if the"
                        + " connection broke while it committed. Or the service has as many requests in progress as it may,"
                        + " and has begun nothing of this one; the detail says which.";
            case NOT_SET_UP -> "The operation needs something that the service's operator has not configured.";
        };
    }

    private static String remedy(ProblemType type) {
        return switch (type) {
            case INVALID_REQUEST, UNACCEPTABLE -> "Mend each error as its <code>fix</code> says, and send it again.";
            case UNKNOWN_VERSION -> "Send one of the versions in <code>errors</code>, or none for the oldest.";
            case UNAUTHENTICATED -> "Get a fresh token from your issuer; check its audience and issuer.";
            case FORBIDDEN -> "Ask your organization's administrator for the role.";
            case NOT_FOUND -> "Check the address and the organization of your token.";
            case METHOD_NOT_ALLOWED -> "Use one that the contract lists.";
            case NOT_ACCEPTABLE -> "Ask for <code>application/json</code>, or what else the contract offers.";
            case CONFLICT -> "Read what is recorded, and decide again.";
            case ERASED -> "Do not ask again; ask the licensing authority for the order.";
            case DEACTIVATED -> "Do not ask again; ask the licensing authority why, if you need to know.";
            case STALE -> "Read the record, make the change again on what you see, and send its new ETag.";
            case TOO_LARGE -> "Send less at once.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send <code>Content-Type: application/json</code>.";
            case KEY_REUSED -> "Use a new key for a new record; repeat an old one only with the same body.";
            case PRECONDITION_REQUIRED -> "Send <code>If-Match</code> with the ETag of your last read.";
            case TOO_MANY ->
                "Try again after <code>Retry-After</code> seconds. Ask for pages of 200, follow the events instead of asking"
                        + " again and again, and close streams that you no longer need.";
            case NOT_SET_UP -> "Ask the operator; the guide for operators names the setting.";
            case UNAVAILABLE ->
                "Try again after <code>Retry-After</code> seconds, with the same <code>Idempotency-Key</code>: it is done"
                        + " once.";
            case INTERNAL ->
                "Try again later, with the same <code>Idempotency-Key</code> if you sent one. If it stays, tell the"
                        + " operator the <code>correlationId</code>.";
        };
    }
}
