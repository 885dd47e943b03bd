package org.continuum.readiness;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Whose readiness a bulk job would change. */
@Path("/bulk-jobs/{id}/effect")
@Tag(name = "bulk evidence")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class BulkEffectResource {
    @Inject
    Caller caller;

    @Inject
    ForeseeBulkEffect foresee;

    @GET
    @Reading
    @Operation(
            operationId = "foreseeBulkEffect",
            summary = "Ask whose readiness a bulk job would change",
            description =
                    "Of a checked job: if it were committed. Of a committed one: if it were undone. A page looks at"
                            + " up to so many persons, at fewer where their answers take much, and tells of those whose"
                            + " answer would be another, which may be none; `next` says that it goes on.")
    public Page<ReadinessTransition> foresee(
            @RestPath @Parameter(description = "The job.") UUID id,
            @QueryParam("licenseType") @NotNull @Size(min = 1, max = 80) @Parameter(description = "The license type.")
                    String licenseType,
            @BeanParam Paging paging) {
        return foresee.foresee(caller, id, licenseType, paging);
    }
}
