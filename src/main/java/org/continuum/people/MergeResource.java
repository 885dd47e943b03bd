package org.continuum.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.http.ReceivedBody;
import org.continuum.trail.Deactivation;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Whose record is whose, over HTTP: merged with another, or nobody's. */
@Path("/people/{id}")
@Tag(name = "people")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class MergeResource {
    @Inject
    Caller caller;

    @Inject
    MergeRecords merge;

    @Inject
    DeactivateRecord deactivate;

    @Inject
    ReceivedBody received;

    @POST
    @Path("/merges")
    @Operation(
            operationId = "mergeRecords",
            summary = "Take in another record of the same person",
            description =
                    "By a named person, for good. From then on this record is read with all of the other, whose id"
                            + " answers 308 with this one's place; and whoever may learn of the one may learn of the other.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> merge(
            @RestPath @Parameter(description = "The record that stays.") UUID id,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            MergeDetails details) {
        return merge.merge(caller, id, details, RequestKey.of(key, uri, received))
                .createdAt("/people/" + id);
    }

    @POST
    @Path("/deactivation")
    @Operation(
            operationId = "deactivateRecord",
            summary = "Close a record that was registered in error",
            description =
                    "By a named person, for good. From then on whoever could see the record is answered 410, and its"
                            + " proofs remain. Again: the same answer.")
    public Deactivation deactivate(
            @RestPath @Parameter(description = "The record.") UUID id, DeactivationDetails details) {
        return deactivate.deactivate(caller, id, details);
    }
}
