package org.continuum.access;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is shut out. It is looked up for each request and remembered nowhere, so that the request after the act is refused by
 * every instance, however well its token is known.
 */
@Singleton
public class Exclusions {
    // A token tells its issue in whole seconds: one of the same second is shut out too.
    private static final String COVERS = """
            SELECT EXISTS (SELECT FROM exclusion
                WHERE lifted_at IS NULL AND name = ANY (?)
                    AND (excluded = 'client' AND name = ANY (?) OR excluded = 'subject' AND name = ?)
                    AND (issued_until IS NULL OR issued_until >= ?))""";

    private static final String ADD = """
            INSERT INTO exclusion (id, excluded, name, issued_until, reason, excluded_at) VALUES (?, ?, ?, ?, ?, ?)""";

    private static final String LIFT = """
            UPDATE exclusion SET lifted_at = ?, lifted_by = current_setting('continuum.actor')
            WHERE id = ? AND lifted_at IS NULL RETURNING *""";

    private static final String LIST = "SELECT * FROM exclusion WHERE lifted_at IS NULL AND id > ? ORDER BY id LIMIT ?";

    private final Database database;

    Exclusions(Database database) {
        this.database = database;
    }

    /** Whether the token is not believed, as of now. */
    public boolean cover(Token token) {
        List<String> names = new ArrayList<>(token.clients());
        names.add(token.subject());
        return database.as(ServiceIdentity.GATE, () -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement covers = connection.prepareStatement(COVERS)) {
                covers.setArray(1, connection.createArrayOf("text", names.toArray()));
                covers.setArray(
                        2, connection.createArrayOf("text", token.clients().toArray()));
                covers.setString(3, token.subject());
                covers.setObject(4, utc(token.issued()));
                try (ResultSet row = covers.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    /** Whether an answer that goes on may do so: the token is still one, and nobody has shut it out meanwhile. */
    public boolean letGoOn(Token token) {
        return token.lasts() && !cover(token);
    }

    public void add(Exclusion exclusion) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, exclusion.id());
            add.setString(2, exclusion.excluded().toString());
            add.setString(3, exclusion.name());
            add.setObject(4, utc(exclusion.issuedUntil()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            add.setString(5, exclusion.reason());
            add.setObject(6, utc(exclusion.since()));
            add.executeUpdate();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Empty where there is none of the caller's organization, or it has been lifted before. */
    public Optional<Exclusion> lift(UUID id, Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement lift = connection.prepareStatement(LIFT)) {
            lift.setObject(1, utc(at));
            lift.setObject(2, id);
            return read(lift).stream().findFirst();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Those of the caller's organization that are in force. */
    public List<Exclusion> list(UUID after, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement list = connection.prepareStatement(LIST)) {
            list.setObject(1, after);
            list.setInt(2, limit);
            return read(list);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private static List<Exclusion> read(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<Exclusion> found = new ArrayList<>();
            while (row.next()) {
                OffsetDateTime until = row.getObject("issued_until", OffsetDateTime.class);
                found.add(new Exclusion(
                        row.getObject("id", UUID.class),
                        Excluded.of(row.getString("excluded")),
                        row.getString("name"),
                        until == null ? null : until.toInstant(),
                        row.getString("reason"),
                        row.getObject("excluded_at", OffsetDateTime.class).toInstant()));
            }
            return found;
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static IllegalStateException unusable(SQLException e) {
        return new IllegalStateException("Who is shut out cannot be read or written", e);
    }
}
