package org.continuum.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the sequence. It shows everything to everybody: who may see an entry is its readers' matter. */
@ApplicationScoped
public class TrailEntries {
    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    private static final String AFTER = """
            SELECT p.position, e.id, e.type, e.organization_id, e.person_id, e.person_seq, e.subject_id, e.recorded_at,
                e.data
            FROM trail_position p JOIN trail_entry e ON e.home_id = p.home_id AND e.id = p.entry_id
            WHERE p.position > ?
            ORDER BY p.position
            LIMIT ?""";

    private final AgroalDataSource database;
    private final ObjectMapper json;

    TrailEntries(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The entries that follow a position, without a gap; none when there are none yet. */
    public List<Sequenced> after(long position, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement after = connection.prepareStatement(AFTER)) {
            after.setLong(1, position);
            after.setInt(2, limit);
            try (ResultSet rows = after.executeQuery()) {
                List<Sequenced> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(sequenced(rows));
                }
                return entries;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The sequence cannot be read", e);
        }
    }

    private Sequenced sequenced(ResultSet row) throws SQLException {
        return new Sequenced(
                row.getLong("position"),
                row.getObject("id", UUID.class),
                row.getString("type"),
                row.getObject("organization_id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getObject("person_seq", Long.class),
                row.getObject("subject_id", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                data(row.getString("data")));
    }

    private Map<String, Object> data(String stored) {
        try {
            return json.readValue(stored, DATA);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Trail data is not the JSON that was written", e);
        }
    }
}
