package org.continuum.trail;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Database;

/** Which of many records are closed, for those who act on many at once. */
@ApplicationScoped
public class Closures {
    // Of somebody who was deactivated and then erased the latter.
    private static final String AMONG = """
            SELECT DISTINCT ON (person_id) person_id, closure FROM (
                SELECT person_id, 1 AS rank, 'ERASED' AS closure FROM person_erasure WHERE person_id = ANY (?)
                UNION ALL
                SELECT person_id, 2, 'DEACTIVATED' FROM person_deactivation WHERE person_id = ANY (?)) AS closed
            ORDER BY person_id, rank""";

    private final Database database;

    Closures(Database database) {
        this.database = database;
    }

    /** By person; whose record is open is missing. */
    public Map<UUID, Closure> among(Collection<UUID> people) {
        try (Connection connection = database.getConnection();
                PreparedStatement among = connection.prepareStatement(AMONG)) {
            among.setArray(1, connection.createArrayOf("uuid", people.toArray()));
            among.setArray(2, connection.createArrayOf("uuid", people.toArray()));
            try (ResultSet rows = among.executeQuery()) {
                Map<UUID, Closure> found = new HashMap<>();
                while (rows.next()) {
                    found.put(rows.getObject(1, UUID.class), Closure.valueOf(rows.getString(2)));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Closed records cannot be told", e);
        }
    }
}
