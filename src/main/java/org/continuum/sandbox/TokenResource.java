package org.continuum.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The development issuer's door. */
@Path("/sandbox/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sandbox")
@RunOnVirtualThread
@IfBuildProfile(anyOf = {"dev", "test"})
public class TokenResource {
    private final SandboxIssuer issuer;

    TokenResource(SandboxIssuer issuer) {
        this.issuer = issuer;
    }

    @POST
    @Operation(
            operationId = "issueSandboxToken",
            summary = "Get a token for any organization and roles, or for any person")
    @APIResponseSchema(IssuedToken.class)
    public IssuedToken issue(TokenRequest asked) {
        return issuer.issue(asked);
    }
}
