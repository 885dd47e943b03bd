package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.continuum.http.Ids;

/**
 * Gives each subscription that has something due to one sender at a time, over all instances. Rows that another instance
 * is taking are skipped, not waited for. A claim ends by the database's clock, because those of the instances disagree;
 * what is due is so by the service's time, because tests set that one.
 */
@ApplicationScoped
class Claims {
    /** Longer than one delivery can take; each recorded outcome begins it anew. */
    static final String LIFE = "interval '60 seconds'";

    // Materialized, or a plan could run the inner query again and claim more.
    private static final String TAKE = """
            WITH due AS MATERIALIZED (
                SELECT p.subscription_id
                FROM delivery_progress p JOIN subscription s ON s.id = p.subscription_id
                WHERE s.state = 'active'
                    AND p.position < ?
                    AND (p.next_attempt_at IS NULL OR p.next_attempt_at <= ?)
                    AND (p.claim IS NULL OR p.claimed_until < clock_timestamp())
                    AND EXISTS (SELECT 1 FROM subscription_secret k WHERE k.subscription_id = s.id)
                ORDER BY p.claimed_until NULLS FIRST, p.subscription_id
                LIMIT ?
                FOR UPDATE OF p SKIP LOCKED)
            UPDATE delivery_progress p SET claim = ?, claimed_until = clock_timestamp() + %s
            FROM due JOIN subscription s ON s.id = due.subscription_id
            WHERE p.subscription_id = due.subscription_id
            RETURNING s.id, s.organization_id, s.role, s.url, s.types, s.payload_version, p.position, p.attempts,
                p.given_up_in_a_row""".formatted(LIFE);

    // The time stays: who was served last comes last.
    private static final String RELEASE = """
            UPDATE delivery_progress SET claim = NULL, claimed_until = clock_timestamp()
            WHERE subscription_id = ? AND claim = ?""";

    private final Database database;

    Claims(Database database) {
        this.database = database;
    }

    /**
     * @param end the last position of the sequence: who has come there has nothing due
     * @param limit how many at most
     */
    List<Claim> take(Instant now, long end, int limit) {
        return database.as(ServiceIdentity.WEBHOOKS, () -> {
            UUID id = Ids.next();
            try (Connection connection = database.getConnection();
                    PreparedStatement take = connection.prepareStatement(TAKE)) {
                take.setLong(1, end);
                take.setObject(2, now.atOffset(ZoneOffset.UTC));
                take.setInt(3, limit);
                take.setObject(4, id);
                try (ResultSet row = take.executeQuery()) {
                    List<Claim> taken = new ArrayList<>();
                    while (row.next()) {
                        taken.add(claim(id, row));
                    }
                    return taken;
                }
            }
        });
    }

    /** Gives it back before its time, so that the next sender need not wait. */
    void release(Claim claim) {
        database.as(ServiceIdentity.WEBHOOKS, () -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement release = connection.prepareStatement(RELEASE)) {
                release.setObject(1, claim.subscription());
                release.setObject(2, claim.id());
                return release.executeUpdate();
            }
        });
    }

    private static Claim claim(UUID id, ResultSet row) throws SQLException {
        return new Claim(
                id,
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getString("role"),
                row.getString("url"),
                List.of((String[]) row.getArray("types").getArray()),
                row.getString("payload_version"),
                row.getLong("position"),
                row.getInt("attempts"),
                row.getInt("given_up_in_a_row"));
    }
}
