package org.continuum.proof;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.continuum.access.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What somebody takes along who wants to check the record without us. */
@Path("/people/{person}/proof-bundle")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "proofs", description = "What shows an outsider that the record is what it was.")
@RequestScoped
@RunOnVirtualThread
public class ProofResource {
    @Inject
    Caller caller;

    @Inject
    AssembleProof assemble;

    @GET
    @Operation(
            operationId = "getProofBundle",
            summary = "Prove a person's whole record",
            description =
                    "Every entry of the person's record from the first to the last, each with its proof; opened where"
                            + " the caller may see it, otherwise only that it is there. Waits up to two seconds for entries that"
                            + " have no place in the log yet.")
    public ProofBundle bundle(@RestPath @Parameter(description = "The person.") UUID person) {
        assemble.await(caller, person);
        return assemble.whole(caller, person);
    }
}
