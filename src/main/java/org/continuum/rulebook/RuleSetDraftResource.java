package org.continuum.rulebook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.http.Cursor;
import org.continuum.http.Limits;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.Problem;
import org.continuum.http.Version;
import org.continuum.http.Violation;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Drafts over HTTP: where a document stays while it is being written. Checking and publishing one is checking and
 * publishing its bytes, as if they had just been sent.
 */
@Path("/rule-set-drafts")
@Tag(name = "rule-sets")
@RequestScoped
@RunOnVirtualThread
public class RuleSetDraftResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String DRAFT = "The draft.";
    private static final String LAST_READ = "The ETag of your last read.";
    private static final String YAML = RuleSetResource.YAML;

    @Inject
    Caller caller;

    @Inject
    RuleSetDrafts drafts;

    @Inject
    Publications publications;

    @Inject
    StartDraft start;

    @Inject
    ChangeDraft change;

    @Inject
    DiscardDraft discard;

    @Inject
    PublishDraft publish;

    @POST
    @Consumes(YAML)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startRuleSetDraft",
            summary = "Keep a rule set that is not finished",
            description = "The exact bytes are kept, mistakes and all, for the rule authors of your organization,"
                    + " which may have 200 drafts.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> start(
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            @RequestBody(
                            required = true,
                            description = RuleSetResource.DOCUMENT,
                            content =
                                    @Content(
                                            mediaType = YAML,
                                            schema = @Schema(type = SchemaType.STRING, maxLength = Limits.BODY_BYTES)))
                    byte[] document) {
        requireDocument(document);
        Recorded recorded = start.start(caller, document, Heading.of(document), RequestKey.of(key, uri, document));
        return recorded.createdAt("/rule-set-drafts/" + recorded.id());
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listRuleSetDrafts", summary = "List your organization's drafts")
    public Page<RuleSetDraftView> list(@BeanParam Paging paging) {
        UUID after = paging.cursor().map(cursor -> cursor.id(0)).orElse(BEFORE_ALL);
        List<RuleSetDraftView> found = drafts.list(caller, after, paging.limit() + 1).stream()
                .map(draft -> RuleSetDraftView.of(draft, draft.heading().orElseGet(() -> heading(draft.id()))))
                .toList();
        return Page.of(found, paging.limit(), draft -> Cursor.of(draft.id()));
    }

    /** Of a draft that has been thrown away meanwhile there is nothing to be read. */
    private Heading heading(UUID draft) {
        return Heading.of(drafts.document(caller, draft).orElse(new byte[0]));
    }

    @GET
    @Reading
    @Path("/{id}")
    @Produces(YAML)
    @Operation(operationId = "getRuleSetDraft", summary = "Read a draft, as it was written")
    @APIResponse(
            responseCode = "200",
            description = "The exact bytes that were sent.",
            content =
                    @Content(
                            mediaType = YAML,
                            schema = @Schema(type = SchemaType.STRING, maxLength = Limits.BODY_BYTES)))
    public RestResponse<byte[]> get(@RestPath @Parameter(description = DRAFT) UUID id) {
        RuleSetDraft draft = drafts.get(caller, id);
        return RestResponse.ResponseBuilder.ok(draft.document.clone())
                .tag(Version.tag(draft.version))
                .build();
    }

    @PUT
    @Path("/{id}")
    @Consumes(YAML)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeRuleSetDraft", summary = "Put another document in a draft's place")
    @APIResponse(responseCode = "204", description = "It is kept; the new ETag is in the header.")
    public RestResponse<Void> change(
            @RestPath @Parameter(description = DRAFT) UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = LAST_READ) @Nullable String ifMatch,
            @RequestBody(
                            required = true,
                            description = RuleSetResource.DOCUMENT,
                            content =
                                    @Content(
                                            mediaType = YAML,
                                            schema = @Schema(type = SchemaType.STRING, maxLength = Limits.BODY_BYTES)))
                    byte[] document) {
        requireDocument(document);
        long version = change.change(caller, id, ifMatch, document, Heading.of(document));
        return RestResponse.ResponseBuilder.<Void>noContent()
                .tag(Version.tag(version))
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "discardRuleSetDraft", summary = "Throw a draft away")
    @APIResponse(responseCode = "204", description = "It is gone.")
    public void discard(
            @RestPath @Parameter(description = DRAFT) UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = LAST_READ) @Nullable String ifMatch) {
        discard.discard(caller, id, ifMatch);
    }

    @GET
    @Path("/{id}/check")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "checkRuleSetDraft",
            summary = "Check a draft",
            description = "Every mistake with its line, or what its worked cases come to.")
    public RuleSetCheck check(@RestPath @Parameter(description = DRAFT) UUID id) {
        byte[] document = drafts.document(caller, id).orElseThrow(Problem::notFound);
        return RuleSetCheck.of(document, bytes -> publications.read(caller, bytes));
    }

    @POST
    @Path("/{id}/publication")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "publishRuleSetDraft",
            summary = "Publish a draft",
            description = "As if its bytes were sent to `POST /rule-sets`. The draft is gone then.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> publish(
            @RestPath @Parameter(description = DRAFT) UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = LAST_READ) @Nullable String ifMatch,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri) {
        Recorded recorded = publish.publish(caller, id, ifMatch, RequestKey.of(key, uri, new byte[0]));
        return recorded.createdAt(RuleSetResource.addressOf(publications.published(recorded.id())));
    }

    /** What could never be read is not kept either. */
    private static void requireDocument(byte[] document) {
        if (document.length == 0) {
            throw Problem.invalid(List.of(new Violation("", "There is no document.", "Send it, as it is so far.")));
        }
    }
}
