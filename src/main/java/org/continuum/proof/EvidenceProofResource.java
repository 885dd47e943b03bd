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

/** The same for one piece of evidence. */
@Path("/people/{person}/evidence/{id}/proof")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "proofs")
@RequestScoped
@RunOnVirtualThread
public class EvidenceProofResource {
    @Inject
    Caller caller;

    @Inject
    AssembleProof assemble;

    @GET
    @Operation(
            operationId = "getEvidenceProof",
            summary = "Prove one piece of evidence",
            description = "Its submission, and each signature and retraction that was added to it, with proofs.")
    public ProofBundle proof(
            @RestPath @Parameter(description = "The person.") UUID person,
            @RestPath @Parameter(description = "The evidence.") UUID id) {
        assemble.await(caller, person);
        return assemble.of(caller, person, id);
    }
}
