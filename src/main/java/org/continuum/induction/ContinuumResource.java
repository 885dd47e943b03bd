package org.continuum.induction;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The continuum over HTTP. */
@Path("/people/{id}/continuum")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "continuum")
@RequestScoped
@RunOnVirtualThread
public class ContinuumResource {
    @Inject
    Caller caller;

    @Inject
    ReadContinuum read;

    @GET
    @Reading
    @Operation(
            operationId = "getContinuum",
            summary = "Read one competency record across preparation, licensure and growth",
            description = "As far as the caller may see it; what is withheld is named.")
    public Continuum get(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @QueryParam("asOf")
                    @Parameter(description = "What began or happened later is left out; absent: today (UTC).")
                    @Nullable
                    LocalDate asOf) {
        return read.read(caller, person, asOf);
    }
}
