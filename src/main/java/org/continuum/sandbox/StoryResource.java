package org.continuum.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;
import org.continuum.http.Ids;
import org.continuum.trail.ServiceTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the five-minute story begins: a candidate, and tokens for those who have to do with her. */
@Path("/sandbox/story")
@Tag(name = "sandbox")
@RunOnVirtualThread
@IfBuildProfile(anyOf = {"dev", "test"})
public class StoryResource {
    private final SandboxIssuer issuer;
    private final ServiceTime time;
    private final ObjectMapper json;

    StoryResource(SandboxIssuer issuer, ServiceTime time, ObjectMapper json) {
        this.issuer = issuer;
        this.time = time;
        this.json = json;
    }

    @POST
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "beginStory",
            summary = "Get a new candidate and tokens for the five-minute story",
            description = "As assignments for a shell: eval \"$(curl -s -X POST …/sandbox/story)\". COLLEGE, BOARD and"
                    + " DISTRICT are headers with a token each.")
    public String begin(@Context UriInfo uri) throws JsonProcessingException {
        URI service = uri.getBaseUri();
        try (Neighbor neighbor = new Neighbor(service, issuer)) {
            Ground ground = Ground.ofStory(neighbor);
            UUID one = Ids.next();
            Telling candidate = new Telling(neighbor, ground, Institution.MASSACHUSETTS, Story.candidate(one));
            // A district of her own: its feed tells of nobody else.
            Neighbor.Caller district = ground.another(Institution.DISTRICT, one, time.now());
            StringBuilder shell = new StringBuilder();
            assign(shell, "BASE", service.toString().replaceAll("/$", ""));
            assign(shell, "CANDIDATE", candidate.person().toString());
            assign(shell, "RATED_AGAIN", json.writeValueAsString(Story.ratedAgain(candidate, ground)));
            assign(shell, "KNOWN_BY", json.writeValueAsString(candidate.knownBy()));
            assign(shell, "COLLEGE", header(neighbor, ground.caller(Institution.COLLEGE)));
            assign(shell, "BOARD", header(neighbor, ground.caller(Institution.MASSACHUSETTS)));
            assign(shell, "DISTRICT", header(neighbor, district));
            assign(shell, "DISTRICT_ID", district.organization().toString());
            return shell.toString();
        }
    }

    private static String header(Neighbor neighbor, Neighbor.Caller caller) {
        return "Authorization: Bearer " + neighbor.token(caller);
    }

    private static void assign(StringBuilder shell, String name, String value) {
        shell.append(name).append("='").append(value).append("'\n");
    }
}
