package org.continuum.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.continuum.access.Access;
import org.continuum.access.AccessLog;
import org.continuum.access.Reading;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Who has read of a person, for the person. */
@Path("/people/{id}/accesses")
@Tag(name = "people")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class AccessResource {
    @Inject
    AccessLog accesses;

    @GET
    @Reading
    @Operation(
            operationId = "listAccesses",
            summary = "List who has read of oneself, for what purpose and on what ground",
            description = "Newest first; this very reading is the first. Who adds to the record stands in the proof"
                    + " bundle.")
    public Page<Access> list(@RestPath @Parameter(description = "The person.") UUID id, @BeanParam Paging paging) {
        UUID before = paging.cursor().map(cursor -> cursor.id(0)).orElse(AccessLog.NEWEST);
        return Page.of(accesses.of(id, before, paging.limit() + 1), paging.limit(), last -> Cursor.of(last.id()));
    }
}
