package org.continuum.feed;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.continuum.access.Caller;
import org.continuum.access.Token;
import org.continuum.http.Requested;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The change feed as a stream of server-sent events. */
@Path("/events/stream")
@Tag(name = "events")
@RequestScoped
@Blocking
public class StreamResource {
    @Inject
    Caller caller;

    @Inject
    Token token;

    @Inject
    Requested requested;

    @Inject
    Streams streams;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "streamEvents",
            summary = "Follow what happens, without asking again",
            description =
                    "What followEvents answers, as server-sent events (text/event-stream): each event's data is a"
                            + " CloudEvent, its id the position. A comment comes every 15 seconds when nothing else does, with"
                            + " the position that has been looked at. The stream ends with the token; go on with Last-Event-ID.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> stream(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
                    @Min(0)
                    @Parameter(description = "The id of the last event received, to go on after it.")
                    @Nullable
                    Long lastEventId,
            @QueryParam("after")
                    @DefaultValue("0")
                    @Min(0)
                    @Parameter(description = "The position to go on from where there is no Last-Event-ID.")
                    long after,
            @QueryParam("type") @Size(max = 20) @Parameter(description = "Only events of these types; may be repeated.")
                    List<@Size(max = 80) @Pattern(regexp = "[a-z-]+\\.[a-z-]+") String> types,
            @Context Sse sse) {
        long from = Objects.requireNonNullElse(lastEventId, after);
        return streams.open(caller, requested.exchange(), token, from, Set.copyOf(types), sse);
    }
}
