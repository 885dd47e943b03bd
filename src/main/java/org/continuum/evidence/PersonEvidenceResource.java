package org.continuum.evidence;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Base64;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.ReceivedBody;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The evidence on one person's record, and what is added to it. */
@Path("/people/{person}/evidence")
@Tag(name = "evidence")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class PersonEvidenceResource {
    @Inject
    Caller caller;

    @Inject
    ReadEvidence read;

    @Inject
    SignEvidence sign;

    @Inject
    RetractEvidence retract;

    @Inject
    ReceivedBody received;

    @GET
    @Reading
    @Operation(
            operationId = "listEvidence",
            summary = "List a person's evidence",
            description = "What had happened by a day and was known by an instant, in the order of recording, each"
                    + " record with its status then. Listed is what your organization submitted and, for the licensing"
                    + " authority, what others submitted for licensure.")
    public Page<EvidenceView> list(
            @RestPath @Parameter(description = "The person.") UUID person,
            @BeanParam EvidenceQuery query,
            @BeanParam AsOf asOf,
            @BeanParam Paging paging) {
        return read.list(caller, person, query, asOf, paging);
    }

    @GET
    @Reading
    @Path("/{id}")
    @Operation(operationId = "getEvidence", summary = "Read a piece of evidence")
    public EvidenceView get(
            @RestPath @Parameter(description = "The person.") UUID person,
            @RestPath @Parameter(description = "The evidence.") UUID id,
            @BeanParam AsOf asOf) {
        return read.get(caller, person, id, asOf);
    }

    @GET
    @Reading
    @Path("/{id}/bytes")
    @Operation(
            operationId = "getEvidenceBytes",
            summary = "Read a submission byte for byte as it came in",
            description = "With the media type that it came with, and of its parameters no more than that it is UTF-8.")
    @APIResponse(
            responseCode = "200",
            description = "The bytes.",
            headers =
                    @Header(
                            name = "Repr-Digest",
                            description = "Their SHA-256 (RFC 9530).",
                            schema = @Schema(implementation = String.class, maxLength = 100)),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Submission.class)))
    public Response bytes(
            @RestPath @Parameter(description = "The person.") UUID person,
            @RestPath @Parameter(description = "The evidence.") UUID id) {
        Received kept = read.received(caller, person, id);
        return Response.ok(kept.bytes())
                .type(kept.mediaType())
                .header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(kept.digest()) + ":")
                .build();
    }

    @POST
    @Path("/{id}/signatures")
    @Operation(
            operationId = "signEvidence",
            summary = "Add a signature that a record still needs",
            description = "Only the organization that submitted the record adds to it.")
    @APIResponseSchema(value = EvidenceReceipt.class, responseCode = "201")
    public Response sign(
            @RestPath @Parameter(description = "The person.") UUID person,
            @RestPath @Parameter(description = "The evidence.") UUID id,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            Signing signing) {
        return added(
                person, sign.sign(caller, person, id, signing, received.bytes(), RequestKey.of(key, uri, received)));
    }

    @POST
    @Path("/{id}/retraction")
    @Operation(
            operationId = "retractEvidence",
            summary = "Take a record back",
            description =
                    "Once and for good, and only by the organization that submitted it. The record stays readable.")
    @APIResponseSchema(value = EvidenceReceipt.class, responseCode = "201")
    public Response retract(
            @RestPath @Parameter(description = "The person.") UUID person,
            @RestPath @Parameter(description = "The evidence.") UUID id,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            RetractionRequest request) {
        return added(
                person,
                retract.retract(caller, person, id, request, received.bytes(), RequestKey.of(key, uri, received)));
    }

    private static Response added(UUID person, EvidenceReceipt receipt) {
        return Response.created(URI.create("/people/" + person + "/evidence/" + receipt.id()))
                .entity(receipt)
                .build();
    }
}
