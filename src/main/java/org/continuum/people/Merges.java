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
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;

/**
 * All merges, each under the key of who was absorbed, which is destroyed with the survivor's. They are added and never changed. With one, the database
 * grants on each record what is granted on the other.
 */
@ApplicationScoped
public class Merges {
    private static final String ADD = """
            INSERT INTO person_merge (person_id, survivor_id, id, person_seq, survivor_seq, merged_at, record, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, sha256(?))""";

    private static final String SEALED_AS = "person_merge.record";

    private static final String OF =
            "SELECT id, record, person_id FROM person_merge WHERE ? IN (person_id, survivor_id)";

    private static final String LIST = "SELECT id, record, person_id FROM person_merge m WHERE "
            + PossibleDuplicates.DECIDES.formatted("m.person_id")
            + " AND person_id > ? AND NOT EXISTS (SELECT FROM person_erasure e WHERE e.person_id IN (m.person_id, m.survivor_id))"
            + " ORDER BY person_id LIMIT ?";

    private final Database database;
    private final PersonKeys keys;
    private final ObjectMapper json;

    Merges(Database database, PersonKeys keys, ObjectMapper json) {
        this.database = database;
        this.keys = keys;
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
            byte[] sealed = keys.of(merge.absorbed()).seal(record, SEALED_AS, merge.id());
            add.setBytes(7, sealed);
            add.setBytes(8, sealed);
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
                    Sealed merge = Sealed.of(rows);
                    bytes.put(merge.id(), List.of(merge.open(keys.of(merge.absorbed()))));
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
                List<Sealed> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(Sealed.of(rows));
                }
                return opened(found);
            }
        } catch (SQLException | IOException e) {
            throw unreadable(e);
        }
    }

    /** Those of whom somebody was erased meanwhile are missing. */
    private List<Merge> opened(List<Sealed> found) throws IOException {
        Map<UUID, PersonKey> known =
                keys.of(found.stream().map(Sealed::absorbed).toList());
        List<Merge> merges = new ArrayList<>();
        for (Sealed each : found) {
            PersonKey key = known.get(each.absorbed());
            if (key != null) {
                merges.add(json.readValue(each.open(key), Merge.class));
            }
        }
        return merges;
    }

    private record Sealed(UUID id, UUID absorbed, byte[] record) {
        static Sealed of(ResultSet row) throws SQLException {
            return new Sealed(
                    row.getObject("id", UUID.class), row.getObject("person_id", UUID.class), row.getBytes("record"));
        }

        byte[] open(PersonKey key) {
            return key.open(record, SEALED_AS, id);
        }
    }

    private static IllegalStateException unreadable(Exception e) {
        return new IllegalStateException("Merges cannot be read", e);
    }
}
