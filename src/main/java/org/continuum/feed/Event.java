package org.continuum.feed;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.continuum.trail.Sequenced;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One event, in the form of CloudEvents 1.0 with three attributes of our own. Their names keep its rules (lower-case
 * letters and digits); the position is a text, because its integers end at 2^31.
 */
@Schema(description = "One event, in the form of CloudEvents 1.0.")
@JsonPropertyOrder({"specversion", "id", "source", "type", "time", "position", "organization", "person", "subject"})
public record Event(
        @Schema(description = "The version of CloudEvents.") String specversion,
        @Schema(description = "The id of the trail entry.") UUID id,

        @Schema(description = "Whose trail it is.", format = "uri-reference")
        String source,

        @Schema(description = "What happened, e.g. license.issued.")
        String type,

        @Schema(description = "When it was recorded.") Instant time,

        @Schema(
                description = "Its place in the one sequence, a decimal number.",
                pattern = "^[1-9][0-9]{0,18}$",
                examples = "4711")
        String position,

        @Schema(description = "The organization that acted.")
        UUID organization,

        @Schema(description = "Whose record it touches, if anybody's.") @Nullable
        UUID person,

        @Schema(description = "The record that was added or changed.")
        UUID subject,

        @Schema(description = "The media type of data.") String datacontenttype,

        @Schema(description = "More, by type; never personal data.", additionalProperties = Schema.True.class)
        Map<String, Object> data) {
    static Event of(Sequenced entry) {
        return new Event(
                "1.0",
                entry.id(),
                "/events",
                entry.type(),
                entry.recordedAt(),
                Long.toString(entry.position()),
                entry.organization(),
                entry.person(),
                entry.subject(),
                "application/json",
                entry.data());
    }
}
