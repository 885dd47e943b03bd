package org.continuum.trail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Parts;

/** How far persons' records go, for those who answer from one state of a record. */
@ApplicationScoped
public class PersonRecord {
    private static final String END = "SELECT seq, recorded_at FROM person_head WHERE person_id = ?";

    private static final String HOLD = "UPDATE person_head SET recorded_at = ? WHERE person_id = ?";

    // Few are long or have parts: policies, which cost most, are asked of these alone. And whose part one is comes as a
    // column:
    // they let no index look for what coalesce would give.
    private static final String REACHING = """
            WITH possible AS MATERIALIZED (
                SELECT person_id FROM person_head WHERE person_id = ANY (?) AND (seq >= ? OR absorbed_by IS NOT NULL)
                UNION SELECT absorbed_by FROM person_head WHERE absorbed_by = ANY (?)),
            whole AS MATERIALIZED (
                SELECT person_id, coalesce(absorbed_by, person_id) AS id FROM person_head
                WHERE person_id IN (SELECT person_id FROM possible)),
            part AS (
                SELECT w.person_id, h.seq FROM whole w JOIN person_head h ON h.person_id = w.id
                UNION ALL SELECT w.person_id, h.seq FROM whole w JOIN person_head h ON h.absorbed_by = w.id)
            SELECT person_id FROM part GROUP BY person_id HAVING sum(seq) >= ?""";

    private static final String POSITION = "SELECT person_seq FROM trail_entry"
            + " WHERE home_id = ? AND person_seq <= ? AND recorded_at <= ? ORDER BY person_seq DESC LIMIT 1";

    private final Database database;
    private final Parts parts;
    private final ServiceTime time;

    PersonRecord(Database database, Parts parts, ServiceTime time) {
        this.database = database;
        this.parts = parts;
        this.time = time;
    }

    /**
     * Where a person's record ends.
     *
     * @param seq the number of its last entry; 0 if there is none
     * @param recordedAt the time that the record has reached: its last entry's, or later
     */
    public record End(long seq, Instant recordedAt) {}

    /** Of these, those whose records have at least so many entries, with all of their parts. */
    public Set<UUID> reaching(long entries, Collection<UUID> people) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(REACHING)) {
            Array asked = connection.createArrayOf("uuid", people.toArray());
            select.setArray(1, asked);
            select.setLong(2, entries);
            select.setArray(3, asked);
            select.setLong(4, entries);
            try (ResultSet rows = select.executeQuery()) {
                Set<UUID> reaching = new HashSet<>();
                while (rows.next()) {
                    reaching.add(rows.getObject(1, UUID.class));
                }
                return reaching;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** As far as is committed; nobody waits, and the record may go on at once. */
    public End end(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(END)) {
            select.setObject(1, person);
            try (ResultSet row = select.executeQuery()) {
                // a part that was known before may be one too few for where the record ends now
                parts.readAgain();
                return row.next()
                        ? new End(
                                row.getLong(1),
                                row.getObject(2, OffsetDateTime.class).toInstant())
                        : new End(0, Instant.EPOCH);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * Locks the person's record with all of its parts until the act ends, and tells where it ends and what time it is there:
     * everything up to that number is committed, and whatever comes after it is recorded later than that time.
     */
    @Transactional(TxType.MANDATORY)
    public End hold(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement hold = connection.prepareStatement(HOLD)) {
            Head before = Objects.requireNonNull(
                    Heads.lockWhole(connection, Set.of(person)).get(person));
            End held = new End(before.seq(), time.after(before.recordedAt()));
            hold.setObject(1, held.recordedAt().atOffset(ZoneOffset.UTC));
            hold.setObject(2, person);
            hold.executeUpdate();
            parts.readAgain();
            return held;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * The number of the last entry on a person's record that was known at an instant; 0 if there was none.
     *
     * @param end where the record ended when it was read: what follows is not looked at
     */
    public long position(UUID person, Instant knownAsOf, End end) {
        if (!end.recordedAt().isAfter(knownAsOf)) {
            return end.seq();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(POSITION)) {
            select.setObject(1, person);
            select.setLong(2, end.seq());
            select.setObject(3, knownAsOf.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("A person's record cannot be read", e);
    }
}
