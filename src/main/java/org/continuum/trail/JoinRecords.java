package org.continuum.trail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Parts;

/** Makes a record part of another, and says how far a part goes when it goes on. */
@ApplicationScoped
public class JoinRecords {
    // What the absorbed has taken in itself comes with it, as far as it goes there.
    private static final String JOIN = """
            INSERT INTO person_part (person_id, person_seq, part_id, part_seq)
            SELECT ?::uuid, ?::bigint, ?::uuid, ?::bigint
            UNION ALL
            SELECT ?::uuid, ?::bigint, part_id, max(part_seq) FROM person_part WHERE person_id = ? GROUP BY part_id""";

    private static final String POINT = "UPDATE person_head SET absorbed_by = ? WHERE person_id = ? OR absorbed_by = ?";

    private static final String ADD = """
            INSERT INTO person_part (person_id, person_seq, part_id, part_seq)
            SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::bigint[])""";

    private final Database database;
    private final Parts parts;

    JoinRecords(Database database, Parts parts) {
        this.database = database;
        this.parts = parts;
    }

    /** From a number of the whole on a part is known up to a number of its own. */
    record Reach(UUID whole, long wholeSeq, UUID part, long partSeq) {}

    /**
     * In the act that has appended the entries that say so, under the locks of all records that take part.
     *
     * @param into the entry on the survivor's record
     * @param away the entry on the other's, its last by itself
     */
    @Transactional(TxType.MANDATORY)
    public void join(UUID survivor, Receipt into, UUID absorbed, Receipt away) {
        try (Connection connection = database.getConnection();
                PreparedStatement join = connection.prepareStatement(JOIN);
                PreparedStatement point = connection.prepareStatement(POINT)) {
            long seq = Objects.requireNonNull(into.personSeq());
            join.setObject(1, survivor);
            join.setLong(2, seq);
            join.setObject(3, absorbed);
            join.setLong(4, Objects.requireNonNull(away.personSeq()));
            join.setObject(5, survivor);
            join.setLong(6, seq);
            join.setObject(7, absorbed);
            join.executeUpdate();
            point.setObject(1, survivor);
            point.setObject(2, absorbed);
            point.setObject(3, absorbed);
            point.executeUpdate();
            parts.readAgain();
        } catch (SQLException e) {
            throw new IllegalStateException("The records cannot be joined", e);
        }
    }

    /** The entry of the whole when a part goes on; nothing but what is said in it is committed to. */
    static Entry continued(UUID whole, UUID part, long partSeq) {
        return new Entry(
                "person.continued",
                whole,
                part,
                "{\"part\":\"%s\",\"personSeq\":%d}".formatted(part, partSeq).getBytes(StandardCharsets.UTF_8),
                Map.of("part", part, "personSeq", partSeq));
    }

    static void add(Connection connection, List<Reach> reached) throws SQLException {
        if (reached.isEmpty()) {
            return;
        }
        Rows<Reach> rows = new Rows<>(connection, reached);
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            rows.set(add, 1, "uuid", Reach::whole);
            rows.set(add, 2, "bigint", Reach::wholeSeq);
            rows.set(add, 3, "uuid", Reach::part);
            rows.set(add, 4, "bigint", Reach::partSeq);
            add.executeUpdate();
        }
    }
}
