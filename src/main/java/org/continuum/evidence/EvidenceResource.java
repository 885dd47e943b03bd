package org.continuum.evidence;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.continuum.access.Caller;
import org.continuum.http.ReceivedBody;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where evidence comes in, about anybody. */
@Path("/evidence")
@Tag(name = "evidence")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class EvidenceResource {
    @Inject
    Caller caller;

    @Inject
    SubmitEvidence submit;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(
            operationId = "submitEvidence",
            summary = "Submit a piece of evidence",
            description = "It is kept byte for byte as it comes in, and never changed: a later record may supersede it,"
                    + " and its submitter may retract it. It is pending until every required signature is in.")
    @APIResponseSchema(value = EvidenceReceipt.class, responseCode = "201")
    public Response submit(
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            Submission submission) {
        Received bytes = Received.of(received.bytes(), headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        Recorded recorded = submit.submit(caller, submission, bytes, RequestKey.of(key, uri, received));
        EvidenceStatus status = submission.envelope().signed() ? EvidenceStatus.FINAL : EvidenceStatus.PENDING;
        return Response.created(URI.create("/people/" + submission.envelope().person() + "/evidence/" + recorded.id()))
                .entity(EvidenceReceipt.of(recorded, status))
                .build();
    }
}
