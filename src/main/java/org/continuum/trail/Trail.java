package org.continuum.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.continuum.http.Ids;
import org.continuum.log.LogKey;

/** Where every act leaves its entry, in the act's own transaction. */
@ApplicationScoped
public class Trail {
    private static final String LOCK_HEAD = "SELECT seq, recorded_at FROM person_head WHERE person_id = ? FOR UPDATE";

    private static final String FIRST_HEAD =
            "INSERT INTO person_head (person_id, seq, recorded_at) VALUES (?, 0, 'epoch') ON CONFLICT DO NOTHING";

    private static final String MOVE_HEAD = "UPDATE person_head SET seq = ?, recorded_at = ? WHERE person_id = ?";

    // Without a person the entry's home is the organization that acts, known here only to the transaction.
    private static final String ADD = """
            WITH entry AS (
                INSERT INTO trail_entry
                    (home_id, id, type, person_id, person_seq, subject_id, recorded_at, salt, commitment, data)
                VALUES (coalesce(?, nullif(current_setting('continuum.organization', true), '')::uuid),
                    ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                RETURNING home_id, id)
            INSERT INTO trail_queue (home_id, entry_id) SELECT home_id, id FROM entry""";

    private final AgroalDataSource database;
    private final ServiceTime time;
    private final ObjectMapper json;
    private final LogKey key;

    Trail(AgroalDataSource database, ServiceTime time, ObjectMapper json, LogKey key) {
        this.database = database;
        this.time = time;
        this.json = json;
        this.key = key;
    }

    /**
     * Adds the entry; must be called inside an act's transaction.
     *
     * <p>An entry about a person locks that person's record until the act ends, and only then asks for the time: what
     * has the higher number was not recorded earlier. An act that appends for several persons goes through them in the
     * order of their ids, or two such acts could wait for each other.
     */
    @Transactional(TxType.MANDATORY)
    public Receipt append(Entry entry) {
        UUID id = Ids.next();
        Commitment commitment = Commitment.of(entry.bytes());
        try (Connection connection = database.getConnection()) {
            UUID person = entry.person();
            if (person == null) {
                Instant recordedAt = time.now();
                add(connection, id, entry, Optional.empty(), recordedAt, commitment);
                return Receipt.signed(key, id, entry.subject(), null, recordedAt, commitment.hash());
            }
            Head before = lock(connection, person);
            Head after = new Head(before.seq() + 1, time.after(before.recordedAt()));
            move(connection, person, after);
            add(connection, id, entry, Optional.of(after.seq()), after.recordedAt(), commitment);
            return Receipt.signed(key, id, entry.subject(), after.seq(), after.recordedAt(), commitment.hash());
        } catch (SQLException e) {
            throw new IllegalStateException("The trail refused an entry of type " + entry.type(), e);
        }
    }

    private static Head lock(Connection connection, UUID person) throws SQLException {
        Optional<Head> known = lockKnown(connection, person);
        if (known.isPresent()) {
            return known.get();
        }
        try (PreparedStatement first = connection.prepareStatement(FIRST_HEAD)) {
            first.setObject(1, person);
            first.executeUpdate();
        }
        return lockKnown(connection, person).orElseThrow();
    }

    private static Optional<Head> lockKnown(Connection connection, UUID person) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK_HEAD)) {
            lock.setObject(1, person);
            try (ResultSet row = lock.executeQuery()) {
                return row.next()
                        ? Optional.of(new Head(
                                row.getLong(1),
                                row.getObject(2, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }

    private static void move(Connection connection, UUID person, Head head) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE_HEAD)) {
            move.setLong(1, head.seq());
            move.setObject(2, head.recordedAt().atOffset(ZoneOffset.UTC));
            move.setObject(3, person);
            move.executeUpdate();
        }
    }

    private void add(
            Connection connection,
            UUID id,
            Entry entry,
            Optional<Long> personSeq,
            Instant recordedAt,
            Commitment commitment)
            throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, entry.person());
            add.setObject(2, id);
            add.setString(3, entry.type());
            add.setObject(4, entry.person());
            add.setObject(5, personSeq.orElse(null));
            add.setObject(6, entry.subject());
            add.setObject(7, recordedAt.atOffset(ZoneOffset.UTC));
            add.setBytes(8, commitment.salt());
            add.setBytes(9, commitment.hash());
            add.setString(10, write(entry.data()));
            add.executeUpdate();
        }
    }

    private String write(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Trail data must be plain JSON values", e);
        }
    }

    /** Where a person's record ends. */
    private record Head(long seq, Instant recordedAt) {}

    private record Commitment(byte[] salt, byte[] hash) {
        static Commitment of(byte[] bytes) {
            byte[] salt = Hashing.salt(32);
            return new Commitment(salt, LogEntry.commitment(salt, bytes));
        }
    }
}
