package org.continuum.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Exclusion;
import org.continuum.access.Exclusions;
import org.continuum.access.Reading;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.ReceivedBody;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who is shut out, over HTTP. */
@Path("/exclusions")
@Tag(name = "exclusions", description = "Subjects and clients whose tokens are not believed any more.")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class ExclusionResource {
    @Inject
    Caller caller;

    @Inject
    Exclusions exclusions;

    @Inject
    Exclude exclude;

    @Inject
    LiftExclusion lift;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(
            operationId = "exclude",
            summary = "Shut out a subject or a client",
            description = "From the next request on its tokens are answered 401, and streams that they began end before"
                    + " they tell anything more.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> exclude(
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            ExclusionDetails details) {
        Recorded recorded = exclude.exclude(caller, details, RequestKey.of(key, uri, received));
        return recorded.createdAt("/exclusions");
    }

    @GET
    @Reading
    @Operation(operationId = "listExclusions", summary = "List whom your organization has shut out")
    public Page<Exclusion> list(@BeanParam Paging paging) {
        return Page.of(
                exclusions.list(Lists.after(paging), paging.limit() + 1),
                paging.limit(),
                exclusion -> Cursor.of(exclusion.id()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "liftExclusion", summary = "Let a subject or a client in again")
    @APIResponse(responseCode = "204", description = "It is lifted.")
    public void lift(@RestPath @Parameter(description = "The exclusion.") UUID id) {
        lift.lift(caller, id);
    }
}
