package org.continuum.trial;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Does wrong what hostile input hopes for. */
@Path("/trial/leaks")
public class LeakyResource {
    @GET
    @RunOnVirtualThread
    @Operation(operationId = "tryTattle")
    @Path("/tattle")
    public Response tattle() {
        return Response.status(400)
                .type("application/problem+json")
                .entity("{\"type\":\"/problems/x\",\"status\":400,\"detail\":\"in org.postgresql\"}")
                .build();
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "tryPageOfItsOwn")
    @Path("/page")
    public Response page() {
        return Response.status(404)
                .type("text/html")
                .entity("<h1>Not here</h1>")
                .build();
    }

    @GET
    @Blocking
    @Operation(operationId = "trySilence")
    @Path("/silence")
    @Produces("application/json")
    public Uni<String> silence() {
        return Uni.createFrom().nothing();
    }
}
