package org.continuum.license;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.vault.PersonKeys;

/** Decisions and licenses as the exact bytes that were recorded: for proofs. */
@ApplicationScoped
public class LicensingBytes {
    private final Database database;
    private final Parts parts;
    private final PersonKeys keys;

    LicensingBytes(Database database, Parts parts, PersonKeys keys) {
        this.database = database;
        this.parts = parts;
        this.keys = keys;
    }

    /** By decision. */
    public Map<UUID, List<byte[]>> ofDecisions(UUID person) {
        return select(
                "SELECT id, record, person_id FROM licensing_decision WHERE person_id = ANY (?)",
                person,
                row -> keys.of(row.getObject(3, UUID.class))
                        .open(row.getBytes(2), "licensing_decision.record", row.getObject(1, UUID.class)));
    }

    /** By license. */
    public Map<UUID, List<byte[]>> ofLicenses(UUID person) {
        return select("SELECT id, record FROM license WHERE person_id = ANY (?)", person, row -> row.getBytes(2));
    }

    private interface Opening {
        byte[] open(ResultSet row) throws SQLException;
    }

    private Map<UUID, List<byte[]>> select(String query, UUID person, Opening opening) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            parts.bind(select, person, 1);
            try (ResultSet rows = select.executeQuery()) {
                Map<UUID, List<byte[]>> bytes = new HashMap<>();
                while (rows.next()) {
                    bytes.put(rows.getObject(1, UUID.class), List.of(opening.open(rows)));
                }
                return bytes;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The licensing records cannot be read", e);
        }
    }
}
