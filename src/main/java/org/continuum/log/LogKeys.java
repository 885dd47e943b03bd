package org.continuum.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.continuum.access.Database;

/** The public keys under which this log has ever signed. They are added and never taken away. */
@ApplicationScoped
public class LogKeys {
    private static final String ADD = "INSERT INTO log_key (key, since) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String LIST = "SELECT key, since FROM log_key ORDER BY since, key";

    private final Database database;

    LogKeys(Database database) {
        this.database = database;
    }

    /** Publishes a key, unless it is known. Comes before its first signature. */
    public void add(VerifierKey key, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, key.written());
            add.setObject(2, now.atOffset(ZoneOffset.UTC));
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The log's key cannot be published", e);
        }
    }

    /** All of them, the latest last. */
    public List<PublishedKey> list() {
        try (Connection connection = database.getConnection()) {
            return list(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The log's keys cannot be read", e);
        }
    }

    public static List<PublishedKey> list(Connection connection) throws SQLException {
        try (PreparedStatement list = connection.prepareStatement(LIST);
                ResultSet rows = list.executeQuery()) {
            List<PublishedKey> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(new PublishedKey(
                        rows.getString(1),
                        rows.getObject(2, OffsetDateTime.class).toInstant()));
            }
            return keys;
        }
    }
}
