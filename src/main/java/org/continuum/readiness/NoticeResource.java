package org.continuum.readiness;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rulebook.Rulebook;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The notice of a determination over HTTP: read it before, issue it once, read what was issued. */
@Path("/people/{id}/determinations/{determination}/notice")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "readiness")
@RequestScoped
@RunOnVirtualThread
public class NoticeResource {
    @Inject
    Caller caller;

    @Inject
    Determinations determinations;

    @Inject
    Readers readers;

    @Inject
    Notices notices;

    @Inject
    IssueNotice issue;

    @Inject
    Rulebook rulebook;

    @Inject
    ObjectMapper json;

    @POST
    @Operation(
            operationId = "issueNotice",
            summary = "Issue the notice of a determination",
            description =
                    "Once: its day, where the rules are made, starts the time in which a review may be asked for.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> issue(
            @RestPath @Parameter(description = "The person.") UUID id,
            @RestPath @Parameter(description = "The determination.") UUID determination,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri) {
        return issue.issue(caller, id, determination, RequestKey.of(key, uri, new byte[0]))
                .createdAt("/people/" + id + "/determinations/" + determination + "/notice");
    }

    @GET
    @Reading
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "getNotice",
            summary = "Read the notice of a determination",
            description =
                    "Every unmet requirement with its clause, the evidence, what would cure it, and how to appeal. As"
                            + " plain text it is, once issued, what was issued to the byte; until then it is a draft.")
    @APIResponse(
            responseCode = "200",
            description = "The notice.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = NoticeView.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    public Response notice(
            @RestPath @Parameter(description = "The person.") UUID id,
            @RestPath @Parameter(description = "The determination.") UUID determination,
            @HeaderParam("Accept") @Parameter(hidden = true) @Nullable String accept) {
        Determination frozen = readers.let(caller, determinations.get(id, determination));
        Optional<Notice> issued = notices.find(id, determination);
        if (issued.isPresent() && ReadinessResource.wantsText(accept)) {
            return ReadinessResource.text(new String(issued.get().text(), StandardCharsets.UTF_8));
        }
        Readiness answer = frozen.readiness(json);
        RuleSetDocument rules = rulebook.get(frozen.ruleSetDigest());
        return ReadinessResource.wantsText(accept)
                ? ReadinessResource.text(NoticeText.of(frozen, answer, rules, null))
                : Response.ok(NoticeView.of(frozen, answer, rules, issued), MediaType.APPLICATION_JSON)
                        .build();
    }
}
