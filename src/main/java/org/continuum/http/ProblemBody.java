package org.continuum.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A problem as it goes over the wire (RFC 9457).
 *
 * <p>It writes itself, with a mapper of its own: it must come out whole when everything else has failed.
 */
@Schema(name = "Problem", description = "What went wrong, with every error at once (RFC 9457).")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "correlationId", "errors"})
public record ProblemBody(
        @Schema(description = "The kind of problem; the address of a page that explains it.", format = "uri-reference")
        String type,

        @Schema(description = "The kind of problem in a few words.")
        String title,

        @Schema(description = "The HTTP status code.", minimum = "400", maximum = "599")
        int status,

        @Schema(description = "What happened this time.") String detail,

        @Schema(description = "The path that was asked for; absent in 404.", format = "uri-reference") @Nullable
        String instance,

        @Schema(description = "Names this exchange in the service's logs; absent in 404, where the header has it.")
        @Nullable
        String correlationId,

        @Schema(description = "Everything that is wrong with the request; absent when nothing can be pointed at.")
        @Nullable
        List<Violation> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Not found has neither instance, correlation id nor errors: foreign, unknown and malformed ids get the same bytes.
     */
    static ProblemBody of(Problem problem, String path, String correlationId) {
        ProblemType type = problem.type();
        boolean mute = type == ProblemType.NOT_FOUND;
        List<Violation> errors = problem.violations();
        return new ProblemBody(
                "/problems/" + type.slug(),
                type.title(),
                type.status(),
                problem.detail(),
                mute ? null : path,
                mute ? null : correlationId,
                mute || errors.isEmpty() ? null : errors);
    }

    /** What was wrong with a part of something: it has no exchange of its own. */
    public static ProblemBody of(Problem problem) {
        return new ProblemBody(
                "/problems/" + problem.type().slug(),
                problem.type().title(),
                problem.type().status(),
                problem.detail(),
                null,
                null,
                problem.violations().isEmpty() ? null : problem.violations());
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
