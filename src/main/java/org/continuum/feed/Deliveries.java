package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What came of deliveries, and how far each subscription is. Each outcome is recorded with the progress it makes, in one
 * transaction, and only by who holds the claim: a sender that was too slow, or whose subscription has been changed or
 * replayed meanwhile, is told so and records nothing.
 */
@ApplicationScoped
class Deliveries {
    // Before the progress is moved: its foreign key locks the subscription, which acts lock first too.
    private static final String NOTE = """
            INSERT INTO delivery (subscription_id, position, event_id, event_type, state, attempts, last_attempt_at,
                next_attempt_at, status, failure)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (subscription_id, position) DO UPDATE SET state = excluded.state, attempts = excluded.attempts,
                last_attempt_at = excluded.last_attempt_at, next_attempt_at = excluded.next_attempt_at,
                status = excluded.status, failure = excluded.failure""";

    private static final String MOVE = """
            UPDATE delivery_progress SET position = ?, attempts = ?, given_up_in_a_row = ?, next_attempt_at = ?,
                claimed_until = clock_timestamp() + %s
            WHERE subscription_id = ? AND claim = ?""".formatted(Claims.LIFE);

    private static final String PASS_OVER =
            "DELETE FROM delivery WHERE subscription_id = ? AND position <= ? AND state = 'retrying'";

    private static final String BEGIN = "INSERT INTO delivery_progress (subscription_id, position) VALUES (?, ?)";

    private static final String GO_ON_AFTER = """
            UPDATE delivery_progress SET position = coalesce(?, position), attempts = 0, given_up_in_a_row = 0,
                next_attempt_at = NULL, claim = NULL
            WHERE subscription_id = ?""";

    private static final String PROGRESS = """
            SELECT position, attempts, next_attempt_at,
                (SELECT coalesce(max(position), 0) FROM trail_position) AS "end",
                (SELECT count(*) FROM delivery d WHERE d.subscription_id = p.subscription_id AND d.state = 'dead') AS dead
            FROM delivery_progress p WHERE subscription_id = ?""";

    private static final String LIST = """
            SELECT position, event_id, event_type, state, attempts, last_attempt_at, next_attempt_at, status, failure
            FROM delivery
            WHERE subscription_id = ? AND position < ? AND (?::text IS NULL OR state = ?::text)
            ORDER BY position DESC LIMIT ?""";

    private static final String FORGET = "DELETE FROM delivery WHERE state = 'delivered' AND last_attempt_at < ?";

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final Database database;

    Deliveries(Database database) {
        this.database = database;
    }

    /**
     * Records an attempt.
     *
     * @param after the claim as it is after the attempt
     * @param nextAttemptAt for an event that is tried again
     * @return false if the claim was lost, and nothing has been recorded
     */
    boolean record(
            Claim after,
            Event event,
            DeliveryState state,
            int attempts,
            Attempt attempt,
            Instant at,
            @Nullable Instant nextAttemptAt) {
        return whileOurs(() -> note(after, event, state, attempts, attempt, at, nextAttemptAt)
                && move(after, state == DeliveryState.RETRYING ? attempts : 0, nextAttemptAt));
    }

    /** As {@link #record}, for what was none of the subscription's events, or is none any more. */
    boolean pass(Claim after) {
        return whileOurs(() -> {
            passOver(after.subscription(), after.position());
            return move(after, 0, null);
        });
    }

    /** Rows of deliveries first, then how far they have come: in one order, or two would wait for each other. */
    private boolean whileOurs(BooleanSupplier change) {
        try {
            return database.as(ServiceIdentity.WEBHOOKS, () -> {
                if (!change.getAsBoolean()) {
                    throw new LostException();
                }
                return true;
            });
        } catch (LostException e) {
            return false;
        }
    }

    /** As {@link #record}, in the act that disables the subscription, and has locked it: the position stays. */
    @Transactional(TxType.MANDATORY)
    boolean stop(Claim claim, Event event, int attempts, Attempt attempt, Instant at) {
        return move(claim, 0, null) && note(claim, event, DeliveryState.DEAD, attempts, attempt, at, null);
    }

    /** A new subscription's progress. */
    @Transactional(TxType.MANDATORY)
    void begin(UUID subscription, long position) {
        try (Connection connection = database.getConnection();
                PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setObject(1, subscription);
            begin.setLong(2, position);
            begin.executeUpdate();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Takes the subscription from its sender, and lets it go on at once after the position; null: after its own. */
    @Transactional(TxType.MANDATORY)
    void goOnAfter(UUID subscription, @Nullable Long position) {
        if (position != null) {
            passOver(subscription, position);
        }
        try (Connection connection = database.getConnection();
                PreparedStatement goOn = connection.prepareStatement(GO_ON_AFTER)) {
            goOn.setObject(1, position, java.sql.Types.BIGINT);
            goOn.setObject(2, subscription);
            goOn.executeUpdate();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    Progress progress(UUID subscription) {
        try (Connection connection = database.getConnection();
                PreparedStatement progress = connection.prepareStatement(PROGRESS)) {
            progress.setObject(1, subscription);
            try (ResultSet row = progress.executeQuery()) {
                row.next();
                return new Progress(
                        row.getLong("position"),
                        row.getLong("end"),
                        row.getInt("attempts"),
                        instant(row, "next_attempt_at"),
                        row.getLong("dead"));
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** The newest first, before a position. */
    List<DeliveryView> list(UUID subscription, @Nullable DeliveryState state, long before, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement list = connection.prepareStatement(LIST)) {
            list.setObject(1, subscription);
            list.setLong(2, before);
            list.setString(3, state == null ? null : state.slug);
            list.setString(4, state == null ? null : state.slug);
            list.setInt(5, limit);
            try (ResultSet rows = list.executeQuery()) {
                List<DeliveryView> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(view(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Removes what was delivered before; how much that was. */
    int forget(Instant before) {
        return database.as(ServiceIdentity.WEBHOOKS, () -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement forget = connection.prepareStatement(FORGET)) {
                forget.setObject(1, before.atOffset(ZoneOffset.UTC));
                return forget.executeUpdate();
            }
        });
    }

    /** False if the subscription has been removed. */
    private boolean note(
            Claim claim,
            Event event,
            DeliveryState state,
            int attempts,
            Attempt attempt,
            Instant at,
            @Nullable Instant nextAttemptAt) {
        long position = Long.parseLong(event.position());
        boolean noted;
        try (Connection connection = database.getConnection();
                PreparedStatement note = connection.prepareStatement(NOTE)) {
            note.setObject(1, claim.subscription());
            note.setLong(2, position);
            note.setObject(3, event.id());
            note.setString(4, event.type());
            note.setString(5, state.slug);
            note.setInt(6, attempts);
            note.setObject(7, at.atOffset(ZoneOffset.UTC));
            note.setObject(8, nextAttemptAt == null ? null : nextAttemptAt.atOffset(ZoneOffset.UTC));
            note.setObject(9, attempt.status(), java.sql.Types.INTEGER);
            Failure failure = attempt.failure();
            note.setString(10, failure == null ? null : failure.slug);
            noted = note.executeUpdate() == 1;
        } catch (SQLException e) {
            if (FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw unusable(e);
        }
        passOver(claim.subscription(), position - 1); // one event is tried at a time, so none before it will be
        return noted;
    }

    /** Forgets what was to be tried again and will not be: the subscriber may not learn of it any more, or goes on behind it. */
    private void passOver(UUID subscription, long upTo) {
        try (Connection connection = database.getConnection();
                PreparedStatement passOver = connection.prepareStatement(PASS_OVER)) {
            passOver.setObject(1, subscription);
            passOver.setLong(2, upTo);
            passOver.executeUpdate();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private boolean move(Claim after, int attempts, @Nullable Instant nextAttemptAt) {
        try (Connection connection = database.getConnection();
                PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setLong(1, after.position());
            move.setInt(2, attempts);
            move.setInt(3, after.givenUpInARow());
            move.setObject(4, nextAttemptAt == null ? null : nextAttemptAt.atOffset(ZoneOffset.UTC));
            move.setObject(5, after.subscription());
            move.setObject(6, after.id());
            return move.executeUpdate() == 1;
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private static DeliveryView view(ResultSet row) throws SQLException {
        String failure = row.getString("failure");
        return new DeliveryView(
                row.getLong("position"),
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                DeliveryState.fromString(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("last_attempt_at", OffsetDateTime.class).toInstant(),
                instant(row, "next_attempt_at"),
                row.getObject("status", Integer.class),
                failure == null
                        ? null
                        : Arrays.stream(Failure.values())
                                .filter(each -> each.slug.equals(failure))
                                .findFirst()
                                .orElseThrow());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static IllegalStateException unusable(SQLException e) {
        return new IllegalStateException("Deliveries cannot be read or recorded", e);
    }

    /** Undoes what was recorded for a claim that was lost. */
    private static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostException() {
            super(null, null, false, false);
        }
    }
}
