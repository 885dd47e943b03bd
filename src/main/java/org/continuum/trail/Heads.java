package org.continuum.trail;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Outpaced;

/** The rows that number persons' entries, and under whose lock that is done. */
final class Heads {
    // The rows are locked in the order of their ids, as by every act that locks several; with each that of its
    // survivor.
    private static final String LOCK = """
            SELECT person_id, seq, recorded_at, absorbed_by, deactivated FROM person_head
            WHERE person_id = ANY (?::uuid[] || ARRAY(
                SELECT absorbed_by FROM person_head WHERE person_id = ANY (?) AND absorbed_by IS NOT NULL))
            ORDER BY absorbed_by IS NULL, person_id FOR UPDATE""";

    // As above, with all parts of their records.
    private static final String LOCK_WHOLE = """
            WITH whole AS MATERIALIZED (
                SELECT coalesce(absorbed_by, person_id) AS id FROM person_head WHERE person_id = ANY (?))
            SELECT person_id, seq, recorded_at, absorbed_by, deactivated FROM person_head
            WHERE person_id = ANY (?::uuid[] || ARRAY(SELECT id FROM whole) || ARRAY(
                SELECT p.person_id FROM person_head p JOIN whole ON p.absorbed_by = whole.id))
            ORDER BY absorbed_by IS NULL, person_id FOR UPDATE""";

    private static final String MAKE =
            "INSERT INTO person_head (person_id, seq, recorded_at) VALUES (?, 0, 'epoch') ON CONFLICT DO NOTHING";

    /** What row-level security answers. */
    private static final String REFUSED = "42501";

    private static final String MOVE = """
            UPDATE person_head h SET seq = moved.seq, recorded_at = moved.recorded_at
            FROM unnest(?::uuid[], ?::bigint[], ?::timestamptz[]) AS moved (person_id, seq, recorded_at)
            WHERE h.person_id = moved.person_id""";

    private Heads() {}

    /**
     * Of these and of those whose parts they are. One is made with the first entry, which is of that person alone: whoever
     * is met among several has one.
     */
    static Map<UUID, Head> lock(Connection connection, Set<UUID> people) throws SQLException {
        return lock(connection, people, LOCK);
    }

    /** Of all parts of their records; afterwards {@link #lock} waits for nobody, whichever part it is about. */
    static Map<UUID, Head> lockWhole(Connection connection, Set<UUID> people) throws SQLException {
        return lock(connection, people, LOCK_WHOLE);
    }

    private static Map<UUID, Head> lock(Connection connection, Set<UUID> people, String query) throws SQLException {
        if (people.isEmpty()) {
            return Map.of();
        }
        Array ids = connection.createArrayOf("uuid", people.toArray());
        Map<UUID, Head> known = locked(connection, ids, query);
        if (known.keySet().containsAll(people)) {
            return known;
        }
        if (people.size() == 1) {
            make(connection, people.iterator().next());
            known = locked(connection, ids, query);
        }
        if (!known.keySet().containsAll(people)) {
            throw new Outpaced();
        }
        return known;
    }

    private static void make(Connection connection, UUID person) throws SQLException {
        try (PreparedStatement make = connection.prepareStatement(MAKE)) {
            make.setObject(1, person);
            make.executeUpdate();
        } catch (SQLException e) {
            if (REFUSED.equals(e.getSQLState())) {
                throw new Outpaced();
            }
            throw e;
        }
    }

    static void move(Connection connection, Map<UUID, Head> heads) throws SQLException {
        Rows<Map.Entry<UUID, Head>> rows = new Rows<>(connection, List.copyOf(heads.entrySet()));
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            rows.set(move, 1, "uuid", Map.Entry::getKey);
            rows.set(move, 2, "bigint", each -> each.getValue().seq());
            rows.set(move, 3, "timestamptz", each -> each.getValue().recordedAt());
            if (move.executeUpdate() != heads.size()) {
                throw new Outpaced();
            }
        }
    }

    private static Map<UUID, Head> locked(Connection connection, Array ids, String query) throws SQLException {
        Map<UUID, Head> heads = select(connection, ids, query);
        // Whoever waited for a merge learns of the survivor only now. Its other parts are left alone: they come before
        // it in
        // the order, and nothing on them can rely on what is here.
        for (Head head : List.copyOf(heads.values())) {
            if (head.absorbedBy() != null && !heads.containsKey(head.absorbedBy())) {
                heads.putAll(
                        select(connection, connection.createArrayOf("uuid", new UUID[] {head.absorbedBy()}), LOCK));
            }
        }
        return heads;
    }

    private static Map<UUID, Head> select(Connection connection, Array ids, String query) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(query)) {
            lock.setArray(1, ids);
            lock.setArray(2, ids);
            try (ResultSet row = lock.executeQuery()) {
                Map<UUID, Head> heads = new HashMap<>();
                while (row.next()) {
                    heads.put(
                            row.getObject(1, UUID.class),
                            new Head(
                                    row.getLong(2),
                                    row.getObject(3, OffsetDateTime.class).toInstant(),
                                    row.getObject(4, UUID.class),
                                    row.getBoolean(5)));
                }
                return heads;
            }
        }
    }
}
