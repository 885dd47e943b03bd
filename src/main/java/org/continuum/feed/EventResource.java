package org.continuum.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.continuum.access.Caller;
import org.continuum.access.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The change feed over HTTP. */
@Path("/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "events")
@RequestScoped
@RunOnVirtualThread
public class EventResource {
    @Inject
    Caller caller;

    @Inject
    ReadFeed feed;

    @GET
    @RolesAllowed({
        Role.PROGRAM_SUBMITTER,
        Role.PROGRAM_ADMINISTRATOR,
        Role.BOARD_ANALYST,
        Role.BOARD_DECIDER,
        Role.DISTRICT_HR,
        Role.OPERATOR
    })
    @Operation(
            operationId = "followEvents",
            summary = "Follow what happens",
            description = "One gap-free sequence, of which the caller sees what concerns it. Ask after next again and"
                    + " again: what has once been passed never gets an earlier neighbor.")
    public RestResponse<Events> follow(
            @QueryParam("after")
                    @DefaultValue("0")
                    @Min(0)
                    @Parameter(description = "The position to go on from; 0 is the beginning.")
                    long after,
            @QueryParam("limit")
                    @DefaultValue("50")
                    @Min(1)
                    @Max(200)
                    @Parameter(description = "How many events at most.")
                    int limit,
            @QueryParam("type") @Size(max = 20) @Parameter(description = "Only events of these types; may be repeated.")
                    List<@Size(max = 80) @Pattern(regexp = "[a-z-]+\\.[a-z-]+") String> types,
            @Context UriInfo uri) {
        Events events = feed.after(caller, after, limit, Set.copyOf(types));
        URI next = uri.getRequestUriBuilder()
                .scheme(null)
                .host(null)
                .port(-1)
                .replaceQueryParam("after", events.next())
                .build();
        return RestResponse.ResponseBuilder.ok(events)
                .header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"")
                .build();
    }
}
