package org.continuum.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
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
import org.continuum.access.Reading;
import org.continuum.http.Requested;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The change feed over HTTP. */
@Path("/events")
@Tag(name = "events")
@RequestScoped
@RunOnVirtualThread
public class EventResource {
    /** CloudEvents' own form of several events: an array, and what follows in the Link header only. */
    static final String BATCH = "application/cloudevents-batch+json";

    @Inject
    Caller caller;

    @Inject
    Requested requested;

    @Inject
    ReadFeed feed;

    @GET
    @Reading
    @Produces({MediaType.APPLICATION_JSON, BATCH})
    @Operation(
            operationId = "followEvents",
            summary = "Follow what happens",
            description = "One gap-free sequence, of which the caller sees what concerns it. Ask after next again and"
                    + " again: what has once been passed never gets an earlier neighbor.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Events.class)),
                @Content(mediaType = BATCH, schema = @Schema(type = SchemaType.ARRAY, implementation = Event.class))
            })
    public RestResponse<Object> follow(
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
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Events events = feed.after(caller, requested.exchange(), after, limit, Set.copyOf(types));
        URI next = uri.getRequestUriBuilder()
                .scheme(null)
                .host(null)
                .port(-1)
                .replaceQueryParam("after", events.next())
                .build();
        MediaType form = preferred(headers.getAcceptableMediaTypes());
        Object body = form.equals(MediaType.APPLICATION_JSON_TYPE) ? events : events.items();
        return RestResponse.ResponseBuilder.ok(body, form)
                .header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"")
                .build();
    }

    /** The first that the client likes; what we do not have has been refused before. */
    private static MediaType preferred(List<MediaType> accepted) {
        MediaType batch = MediaType.valueOf(BATCH);
        for (MediaType type : accepted) {
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return MediaType.APPLICATION_JSON_TYPE;
            }
            if (type.isCompatible(batch)) {
                return batch;
            }
        }
        return MediaType.APPLICATION_JSON_TYPE;
    }
}
