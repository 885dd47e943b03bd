package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Reading;
import org.continuum.http.Ids;

/** The secrets of subscriptions: told once, when they are made, and otherwise only to the signature. */
@ApplicationScoped
class SubscriptionSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private static final String ADD =
            "INSERT INTO subscription_secret (subscription_id, id, sealed, created_at) VALUES (?, ?, ?, ?)";

    private static final String REMOVE = "DELETE FROM subscription_secret WHERE subscription_id = ? AND id = ?";

    private static final String OF =
            "SELECT id, sealed, created_at FROM subscription_secret WHERE subscription_id = ? ORDER BY id DESC";

    private final Database database;
    private final Sealing sealing;

    SubscriptionSecrets(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /** Makes one and tells it. */
    NewSecret add(UUID organization, UUID subscription, Instant createdAt) {
        UUID id = Ids.next();
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, subscription);
            add.setObject(2, id);
            add.setBytes(3, sealing.seal(secret, organization, subscription, id));
            add.setObject(4, createdAt.atOffset(ZoneOffset.UTC));
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A secret cannot be kept", e);
        }
        return new NewSecret(id, Signature.PREFIX + Base64.getEncoder().encodeToString(secret));
    }

    /** False if there was none. */
    boolean remove(UUID subscription, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            remove.setObject(1, subscription);
            remove.setObject(2, id);
            return remove.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("A secret cannot be removed", e);
        }
    }

    /** The newest first, without what is secret. */
    @Reading
    List<SecretView> list(UUID subscription) {
        return rows(
                subscription,
                row -> new SecretView(
                        row.getObject("id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()));
    }

    /** The newest first, as keys to sign with. */
    List<byte[]> open(UUID organization, UUID subscription) {
        return rows(
                subscription,
                row -> sealing.open(
                        row.getBytes("sealed"), organization, subscription, row.getObject("id", UUID.class)));
    }

    private <T> List<T> rows(UUID subscription, Row<T> reading) {
        try (Connection connection = database.getConnection();
                PreparedStatement of = connection.prepareStatement(OF)) {
            of.setObject(1, subscription);
            try (ResultSet rows = of.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reading.read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Secrets cannot be read", e);
        }
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
