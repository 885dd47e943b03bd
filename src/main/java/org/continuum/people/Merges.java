package org.continuum.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.trail.Receipt;

/** All merges. They are added and never changed. With one, the database grants on each record what is granted on the other. */
@ApplicationScoped
public class Merges {
    private static final String ADD = """
            INSERT INTO person_merge (person_id, survivor_id, id, person_seq, survivor_seq, merged_at, record, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, sha256(?))""";

    private static final String OF = "SELECT id, record FROM person_merge WHERE ? IN (person_id, survivor_id)";

    private static final String LIST = "SELECT record FROM person_merge m WHERE "
            + PossibleDuplicates.DECIDES.formatted("m.person_id")
            + " AND person_id > ? AND NOT EXISTS (SELECT FROM person_erasure e WHERE e.person_id IN (m.person_id, m.survivor_id))"
            + " ORDER BY person_id LIMIT ?";

    private final Database database;
    private final ObjectMapper json;

    Merges(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What the entries commit to. */
    byte[] bytes(Merge merge) {
        try {
            return json.writeValueAsBytes(merge);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A merge can always be written", e);
        }
    }

    void add(Merge merge, byte[] record, Receipt into, Receipt away) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, merge.absorbed());
            add.setObject(2, merge.survivor());
            add.setObject(3, merge.id());
            add.setLong(4, Objects.requireNonNull(away.personSeq()));
            add.setLong(5, Objects.requireNonNull(into.personSeq()));
            add.setObject(6, merge.mergedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(7, record);
            add.setBytes(8, record);
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The merge cannot be recorded", e);
        }
    }

    /** In which the record itself has had a part, by merge: their exact bytes, for proofs. */
    public Map<UUID, List<byte[]>> bytesOf(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement of = connection.prepareStatement(OF)) {
            of.setObject(1, person);
            try (ResultSet rows = of.executeQuery()) {
                Map<UUID, List<byte[]>> bytes = new HashMap<>();
                while (rows.next()) {
                    bytes.put(rows.getObject(1, UUID.class), List.of(rows.getBytes(2)));
                }
                return bytes;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Of those on whom the caller decides, in the order of those absorbed. */
    List<Merge> list(UUID after, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement list = connection.prepareStatement(LIST)) {
            list.setObject(1, after);
            list.setInt(2, limit);
            try (ResultSet rows = list.executeQuery()) {
                List<Merge> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(json.readValue(rows.getBytes(1), Merge.class));
                }
                return found;
            }
        } catch (SQLException | IOException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(Exception e) {
        return new IllegalStateException("Merges cannot be read", e);
    }
}
