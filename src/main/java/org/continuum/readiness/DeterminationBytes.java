package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Database;

/** Determinations with their notices, and reviews with their decisions, as the exact bytes that were recorded: for proofs. */
@ApplicationScoped
public class DeterminationBytes {
    private static final String OF = """
            SELECT id, answer FROM determination WHERE person_id = ANY (parts_of(?))
            UNION ALL SELECT determination_id, text FROM determination_notice WHERE person_id = ANY (parts_of(?))
            UNION ALL SELECT id, record FROM determination_review WHERE person_id = ANY (parts_of(?))
            UNION ALL SELECT review_id, record FROM determination_review_decision WHERE person_id = ANY (parts_of(?))""";

    private final Database database;

    DeterminationBytes(Database database) {
        this.database = database;
    }

    /** By determination or review: all that was recorded of it. */
    public Map<UUID, List<byte[]>> of(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF)) {
            for (int i = 1; i <= 4; i++) {
                select.setObject(i, person);
            }
            try (ResultSet rows = select.executeQuery()) {
                Map<UUID, List<byte[]>> bytes = new HashMap<>();
                while (rows.next()) {
                    bytes.computeIfAbsent(rows.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(rows.getBytes(2));
                }
                return bytes;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The determinations cannot be read", e);
        }
    }
}
