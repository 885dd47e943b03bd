package org.continuum.readiness;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.access.Role;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.Problem;
import org.continuum.http.ReceivedBody;
import org.continuum.people.Lists;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Reviews of a determination over HTTP. A program sees those that it asked for; authority and person see all. */
@Path("/people/{id}/determinations/{determination}/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "readiness")
@RequestScoped
@RunOnVirtualThread
public class ReviewResource {
    private static final Set<String> SEE_ALL = Set.of(Role.BOARD_ANALYST, Role.BOARD_DECIDER, Role.PERSON);

    @Inject
    Caller caller;

    @Inject
    Determinations determinations;

    @Inject
    Reviews reviews;

    @Inject
    RequestReview request;

    @Inject
    DecideReview decide;

    @Inject
    ReceivedBody received;

    // without it a body of text would be taken for the one text that the request holds
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "requestReview",
            summary = "Ask for the review of a determination",
            description =
                    "By the person, or by her program on her behalf. Refused once the time that the notice tells is"
                            + " over.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> request(
            @RestPath @Parameter(description = "The person.") UUID id,
            @RestPath @Parameter(description = "The determination.") UUID determination,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            ReviewRequest asked) {
        Recorded recorded = request.request(caller, id, determination, asked, RequestKey.of(key, uri, received));
        return recorded.createdAt(address(id, determination, recorded.id()));
    }

    @GET
    @Reading
    @Operation(
            operationId = "listReviews",
            summary = "List the reviews of a determination",
            description =
                    "Those that were asked for, and those that were opened because a record that it used was voided.")
    public Page<ReviewView> list(
            @RestPath @Parameter(description = "The person.") UUID id,
            @RestPath @Parameter(description = "The determination.") UUID determination,
            @BeanParam Paging paging) {
        determinations.get(id, determination);
        UUID after = Lists.after(paging);
        List<ReviewView> found = reviews.of(id, determination).stream()
                .filter(this::mayBeSeen)
                .filter(each -> each.review().id().toString().compareTo(after.toString()) > 0)
                .limit(paging.limit() + 1L)
                .map(ReviewView::of)
                .toList();
        return Page.of(found, paging.limit(), review -> Cursor.of(review.id()));
    }

    @GET
    @Reading
    @Path("/{review}")
    @Operation(operationId = "getReview", summary = "Read a review")
    public ReviewView get(
            @RestPath @Parameter(description = "The person.") UUID id,
            @RestPath @Parameter(description = "The determination.") UUID determination,
            @RestPath @Parameter(description = "The review.") UUID review) {
        Reviews.Standing standing = reviews.get(id, determination, review);
        if (!mayBeSeen(standing)) {
            throw Problem.notFound();
        }
        return ReviewView.of(standing);
    }

    @POST
    @Path("/{review}/decision")
    @Operation(
            operationId = "decideReview",
            summary = "Decide on a review",
            description = "A named person of the organization that froze the determination upholds it, names the"
                    + " determination that takes its place, or notes that the request was withdrawn.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> decide(
            @RestPath @Parameter(description = "The person.") UUID id,
            @RestPath @Parameter(description = "The determination.") UUID determination,
            @RestPath @Parameter(description = "The review.") UUID review,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            ReviewDecisionRequest asked) {
        return decide.decide(caller, id, determination, review, asked, RequestKey.of(key, uri, received))
                .createdAt(address(id, determination, review));
    }

    private boolean mayBeSeen(Reviews.Standing standing) {
        return caller.roles().stream().anyMatch(SEE_ALL::contains)
                || standing.organization().equals(caller.organization());
    }

    private static String address(UUID person, UUID determination, UUID review) {
        return "/people/" + person + "/determinations/" + determination + "/reviews/" + review;
    }
}
