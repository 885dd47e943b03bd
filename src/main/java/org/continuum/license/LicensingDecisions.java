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
import org.continuum.http.Problem;
import org.continuum.trail.Receipt;

/** All licensing decisions. They are added and never changed. */
@ApplicationScoped
public class LicensingDecisions {
    private static final String ADD = """
            INSERT INTO licensing_decision
                (person_id, id, person_seq, determination_id, act, license_id, recorded_at, record, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, sha256(?))""";
    private static final String SELECT = "SELECT record FROM licensing_decision WHERE person_id = ANY (parts_of(?))";

    private final Database database;
    private final ObjectMapper json;

    LicensingDecisions(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The decision, or the problem "not found" for an id that is not of this person. */
    public LicensingDecision get(UUID person, UUID id) {
        return select(SELECT + " AND id = ?", person, id).stream().findFirst().orElseThrow(Problem::notFound);
    }

    /** All of a person's, in the order of recording. */
    public List<LicensingDecision> of(UUID person) {
        return select(SELECT + " ORDER BY recorded_at, id", person);
    }

    /** In the order of ids, from the first after the given one. */
    List<LicensingDecision> list(UUID person, UUID after, int limit) {
        return select(SELECT + " AND id > ? ORDER BY id LIMIT ?", person, after, limit);
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
            add.setBytes(8, bytes);
            add.setBytes(9, bytes);
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A licensing decision cannot be added", e);
        }
    }

    private List<LicensingDecision> select(String query, Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                select.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<LicensingDecision> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(json.readValue(rows.getBytes(1), LicensingDecision.class));
                }
                return found;
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The licensing decisions cannot be read", e);
        }
    }
}
