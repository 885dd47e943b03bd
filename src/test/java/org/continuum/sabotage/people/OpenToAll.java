package org.continuum.sabotage.people;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@IfBuildProfile("never")
@Path("/sabotage")
class OpenToAll {
    @GET
    String everything() {
        return "everything";
    }
}
