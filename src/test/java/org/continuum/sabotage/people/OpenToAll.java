package org.continuum.sabotage.people;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@IfBuildProfile("never")
@Path("/sabotage")
class OpenToAll {
    @GET
    @PermitAll
    String everything() {
        return "everything";
    }
}
