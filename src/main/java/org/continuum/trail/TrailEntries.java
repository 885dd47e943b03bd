package org.continuum.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.log.LogKey;

/** Reads the sequence, of which the database shows each what is not behind the wall; the rest is its readers' matter. */
@ApplicationScoped
public class TrailEntries {
    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    // What the caller may not see has a position and nothing else, so that who sees little need not look far for it.
    private static final String AFTER = """
            SELECT p.position, e.id, e.type, e.organization_id, e.person_id, e.person_seq, e.subject_id, e.recorded_at,
                e.data
            FROM (SELECT position, home_id, entry_id FROM trail_position WHERE position > ? ORDER BY position LIMIT ?) p
                LEFT JOIN LATERAL (
                    SELECT * FROM trail_entry WHERE home_id = p.home_id AND id = p.entry_id OFFSET 0) e ON true
            ORDER BY p.position""";

    private static final String IS_WAITING = "SELECT EXISTS (SELECT 1 FROM trail_queue WHERE home_id = ?)";

    private static final String OF_PERSON = "SELECT " + Kept.COLUMNS + """
             FROM trail_entry e JOIN trail_position p ON p.home_id = e.home_id AND p.entry_id = e.id
            WHERE e.home_id = ? AND e.person_id IS NOT NULL AND p.position <= ? ORDER BY e.person_seq""";

    private static final String END = "SELECT coalesce(max(position), 0) FROM trail_position";

    private static final String RECEIPTS = """
            SELECT e.person_id, e.id, e.person_seq, e.subject_id, e.recorded_at, e.commitment
            FROM unnest(?::uuid[], ?::bigint[]) AS asked (person_id, person_seq)
            JOIN trail_entry e ON e.home_id = asked.person_id AND e.person_seq = asked.person_seq""";

    private final Database database;
    private final ObjectMapper json;
    private final LogKey key;

    TrailEntries(Database database, ObjectMapper json, LogKey key) {
        this.database = database;
        this.json = json;
        this.key = key;
    }

    /**
     * What follows a position, without a gap.
     *
     * @param entries those of it that the caller may see
     * @param end the position of the last, seen or not; where it began when nothing has followed yet
     * @param length how many positions that are
     */
    public record Stretch(List<Sequenced> entries, long end, int length) {
        public Stretch {
            entries = List.copyOf(entries);
        }
    }

    /** So many positions, or as many as there are. */
    public Stretch after(long position, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement after = connection.prepareStatement(AFTER)) {
            after.setLong(1, position);
            after.setInt(2, limit);
            try (ResultSet rows = after.executeQuery()) {
                List<Sequenced> entries = new ArrayList<>();
                long end = position;
                int length = 0;
                for (; rows.next(); length++) {
                    end = rows.getLong("position");
                    if (rows.getString("type") != null) {
                        entries.add(sequenced(rows));
                    }
                }
                return new Stretch(entries, end, length);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The sequence cannot be read", e);
        }
    }

    /** The position of the last entry that has one; 0 when none has. */
    public long end() {
        try (Connection connection = database.getConnection();
                PreparedStatement end = connection.prepareStatement(END);
                ResultSet row = end.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The end of the sequence cannot be read", e);
        }
    }

    /**
     * Waits until all of a person's entries have their place, for at most the two seconds that receipts promise. Who asks
     * for a proof right after a record has been answered gets one that has it. Nothing of the database is held meanwhile: it is
     * asked before the reading, not in it.
     */
    public void awaitPlaces(Caller caller, UUID person) {
        for (int i = 0; i < 40 && database.as(caller, () -> isWaiting(person)); i++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isWaiting(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement waiting = connection.prepareStatement(IS_WAITING)) {
            waiting.setObject(1, person);
            try (ResultSet row = waiting.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The sequence cannot be read", e);
        }
    }

    /** All of a person's record that stands at a position up to the given one, in its order. */
    public static List<Kept> ofPerson(Connection connection, UUID person, long position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_PERSON)) {
            select.setObject(1, person);
            select.setLong(2, position);
            try (ResultSet rows = select.executeQuery()) {
                List<Kept> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(Kept.of(rows));
                }
                return entries;
            }
        }
    }

    /** Receipts for entries on persons' records, by person and number, signed with the log's key of today. */
    public Map<Numbered, Receipt> receipts(Collection<Numbered> asked) {
        try (Connection connection = database.getConnection();
                PreparedStatement receipts = connection.prepareStatement(RECEIPTS)) {
            Rows<Numbered> rows = new Rows<>(connection, List.copyOf(asked));
            rows.set(receipts, 1, "uuid", Numbered::person);
            rows.set(receipts, 2, "bigint", Numbered::personSeq);
            try (ResultSet row = receipts.executeQuery()) {
                Map<Numbered, Receipt> found = new HashMap<>();
                while (row.next()) {
                    long seq = row.getLong("person_seq");
                    found.put(
                            new Numbered(row.getObject("person_id", UUID.class), seq),
                            new Place(
                                            row.getObject("id", UUID.class),
                                            row.getObject("subject_id", UUID.class),
                                            seq,
                                            row.getObject("recorded_at", OffsetDateTime.class)
                                                    .toInstant(),
                                            row.getBytes("commitment"))
                                    .receipt(key));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The trail cannot be read", e);
        }
    }

    /** An entry on a person's record. */
    public record Numbered(UUID person, long personSeq) {}

    private Sequenced sequenced(ResultSet row) throws SQLException {
        return new Sequenced(
                row.getLong("position"),
                row.getObject("id", UUID.class),
                row.getString("type"),
                row.getObject("organization_id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getObject("person_seq", Long.class),
                row.getObject("subject_id", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                data(row.getString("data")));
    }

    private Map<String, Object> data(String stored) {
        try {
            return json.readValue(stored, DATA);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Trail data is not the JSON that was written", e);
        }
    }
}
