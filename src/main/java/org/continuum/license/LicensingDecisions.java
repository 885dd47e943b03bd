package org.continuum.license;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.http.Problem;
import org.continuum.trail.Receipt;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;

/** All licensing decisions. They are added and never changed. */
@ApplicationScoped
public class LicensingDecisions {
    private static final String ADD = """
            INSERT INTO licensing_decision
                (person_id, id, person_seq, determination_id, act, license_id, recorded_at, record)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SELECT =
            "SELECT record, id, person_id FROM licensing_decision WHERE person_id = ANY (?)";

    private static final String RECORD = "licensing_decision.record";

    private final Database database;
    private final Parts parts;
    private final PersonKeys keys;
    private final ObjectMapper json;

    LicensingDecisions(Database database, Parts parts, PersonKeys keys, ObjectMapper json) {
        this.database = database;
        this.parts = parts;
        this.keys = keys;
        this.json = json;
    }

    /** The decision, or the problem "not found" for an id that is not of this person. */
    public LicensingDecision get(UUID person, UUID id) {
        return select(person, " AND id = ?", id).stream().findFirst().orElseThrow(Problem::notFound);
    }

    /** All of a person's, in the order of recording. */
    public List<LicensingDecision> of(UUID person) {
        return select(person, " ORDER BY recorded_at, id");
    }

    /** In the order of ids, from the first after the given one. */
    List<LicensingDecision> list(UUID person, UUID after, int limit) {
        return select(person, " AND id > ? ORDER BY id LIMIT ?", after, limit);
    }

    void add(LicensingDecision decision, byte[] bytes, Receipt receipt) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, decision.person());
            add.setObject(2, decision.id());
            add.setLong(3, Objects.requireNonNull(receipt.personSeq()));
            add.setObject(4, decision.determination());
            add.setString(5, decision.act().slug);
            add.setObject(6, decision.license());
            add.setObject(7, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(8, keys.of(decision.person()).seal(bytes, RECORD, decision.id()));
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A licensing decision cannot be added", e);
        }
    }

    private List<LicensingDecision> select(UUID person, String which, Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT + which)) {
            parts.bind(select, person, 1);
            for (int i = 0; i < arguments.length; i++) {
                select.setObject(i + 2, arguments[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<LicensingDecision> found = new ArrayList<>();
                while (rows.next()) {
                    PersonKey key = keys.of(rows.getObject(3, UUID.class));
                    byte[] record = key.open(rows.getBytes(1), RECORD, rows.getObject(2, UUID.class));
                    found.add(json.readValue(record, LicensingDecision.class));
                }
                return found;
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The licensing decisions cannot be read", e);
        }
    }
}
