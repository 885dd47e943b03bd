package org.continuum.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trail entry with all that is kept of it, and so with what opens its entry of the log. Not for everybody's eyes: the
 * salt is what stands between a guess and a proof.
 *
 * @param salt as it is kept; see {@link Salt}
 * @param position its place in the sequence; null while it waits for one
 * @param description who did what with which record, as JSON with its names in alphabetical order: the text that the
 *     log's entry commits to
 */
public record Kept(
        @Nullable Long position,
        UUID id,
        String type,
        UUID organization,
        @Nullable UUID person,
        long personSeq,
        UUID subject,
        Instant recordedAt,
        byte[] salt,
        byte[] handleKey,
        byte[] descriptionKey,
        byte[] commitment,
        String description) {
    /** What a statement must select for {@link #of}, from {@code trail_entry e} and {@code trail_position p}. */
    public static final String COLUMNS =
            "p.position, e.id, e.type, e.organization_id, e.actor, e.person_id, e.person_seq,"
                    + " e.subject_id, e.recorded_at, e.salt, e.handle_key, e.description_key, e.commitment, e.data";

    // Of its own, because what it writes must stay the same for ever, whatever the service's answers come to look like.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final ObjectWriter WRITER = JSON.writer();

    public static Kept of(ResultSet row) throws SQLException {
        String type = row.getString("type");
        UUID organization = row.getObject("organization_id", UUID.class);
        UUID subject = row.getObject("subject_id", UUID.class);
        return new Kept(
                row.getObject("position", Long.class),
                row.getObject("id", UUID.class),
                type,
                organization,
                row.getObject("person_id", UUID.class),
                row.getLong("person_seq"),
                subject,
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getBytes("salt"),
                row.getBytes("handle_key"),
                row.getBytes("description_key"),
                row.getBytes("commitment"),
                describe(type, organization, row.getString("actor"), subject, row.getString("data")));
    }

    public LogEntry logEntry() {
        return LogEntry.of(
                id,
                recordedAt,
                commitment,
                handleKey,
                descriptionKey,
                person == null ? organization : person,
                personSeq,
                description);
    }

    private static String describe(String type, UUID organization, String actor, UUID subject, String data) {
        TreeMap<String, Object> description = new TreeMap<>();
        description.put("actor", actor);
        description.put("organization", organization);
        description.put("subject", subject);
        description.put("type", type);
        try {
            description.put("data", JSON.readValue(data, TreeMap.class));
            return WRITER.writeValueAsString(description);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Trail data is not the JSON that was written", e);
        }
    }
}
