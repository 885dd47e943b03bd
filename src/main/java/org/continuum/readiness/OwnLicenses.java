package org.continuum.readiness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.evidence.Purpose;

/**
 * What happened to the licenses that this service issued, as records of the kind {@code license-record}: rules need not
 * care who issued. Reads the view that the feature which keeps licenses fills; nothing is stored twice.
 */
@ApplicationScoped
class OwnLicenses {
    private static final String OF = """
            SELECT f.*, CASE person_id WHEN ? THEN person_seq ELSE number_on(?, person_id, person_seq) END AS known
            FROM license_fact f WHERE person_id = ANY (?) ORDER BY known, person_seq, occurred_on""";

    private final Database database;
    private final Parts parts;
    private final ObjectMapper json;

    OwnLicenses(Database database, Parts parts, ObjectMapper json) {
        this.database = database;
        this.parts = parts;
        this.json = json;
    }

    /**
     * Something that happened to a license on a day.
     *
     * @param license the license itself
     * @param record how the rules see it; it has the license's digest
     */
    record Happening(UUID license, EvidenceRecord record) {}

    /** In the order of recording, whatever the day asked about. */
    List<Happening> of(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF)) {
            select.setObject(1, person);
            select.setObject(2, person);
            parts.bind(select, person, 3);
            try (ResultSet rows = select.executeQuery()) {
                List<Happening> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Happening(rows.getObject("license_id", UUID.class), record(rows)));
                }
                return found;
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("The licenses cannot be read as facts", e);
        }
    }

    private EvidenceRecord record(ResultSet row) throws SQLException, JsonProcessingException {
        ObjectNode payload = json.createObjectNode()
                .put("license", row.getString("license_type"))
                .put("event", row.getString("event"))
                .put("startsOn", row.getString("starts_on"))
                .put("endsOn", row.getString("ends_on"));
        payload.set("routes", json.readTree(row.getString("routes")));
        return new EvidenceRecord(
                row.getObject("person_id", UUID.class),
                row.getObject("id", UUID.class),
                "license-record",
                row.getObject("occurred_on", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getLong("known"),
                row.getObject("organization_id", UUID.class),
                Purpose.LICENSURE,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                payload,
                HexFormat.of().formatHex(row.getBytes("digest")));
    }
}
