package org.continuum.license;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Reading;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.people.Lists;
import org.continuum.trail.ServiceTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Licenses over HTTP. Only a decision makes one. */
@Path("/people/{id}/licenses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "licenses")
@RequestScoped
@RunOnVirtualThread
public class LicenseResource {
    private static final String AS_OF =
            "The day that the status is asked for; absent: today where the license is from.";

    @Inject
    Licenses licenses;

    @Inject
    ServiceTime time;

    @GET
    @Reading
    @Operation(
            operationId = "listLicenses",
            summary = "List a person's licenses",
            description = "Those that had been issued or had begun by the day asked for, each with its status then.")
    public Page<LicenseView> list(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @QueryParam("asOf") @Parameter(description = AS_OF) @Nullable LocalDate asOf,
            @BeanParam Paging paging) {
        Instant now = time.now();
        List<LicenseView> found = licenses.list(person, asOf, Lists.after(paging), paging.limit() + 1).stream()
                .map(license -> LicenseView.of(license, asOf, now))
                .toList();
        return Page.of(found, paging.limit(), license -> Cursor.of(license.id()));
    }

    @GET
    @Reading
    @Path("/{license}")
    @Operation(operationId = "getLicense", summary = "Read a license and its status on a day")
    public LicenseView get(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath("license") @Parameter(description = "The license.") UUID id,
            @QueryParam("asOf") @Parameter(description = AS_OF) @Nullable LocalDate asOf) {
        return LicenseView.of(licenses.get(person, id), asOf, time.now());
    }
}
