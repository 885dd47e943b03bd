package org.continuum.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.vault.Erasure;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Erasure over HTTP. */
@Path("/people/{id}/erasure")
@Tag(name = "people")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class ErasureResource {
    @Inject
    Caller caller;

    @Inject
    EraseRecord erase;

    @POST
    @Operation(
            operationId = "eraseRecord",
            summary = "Erase a person",
            description =
                    "By a named person. Destroys the key of the person's names, date of birth and identifiers, for ever. From then on the"
                            + " record is closed: whoever could see it is answered 410, and its proofs remain. Again: the same answer.")
    public Erasure erase(@RestPath @Parameter(description = "The person.") UUID id, ErasureDetails details) {
        return erase.erase(caller, id, details);
    }
}
