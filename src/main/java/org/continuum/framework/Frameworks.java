package org.continuum.framework;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.continuum.access.Database;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The frameworks. They are added and never changed, so what has been read once is kept: rating a competency costs no
 * round trip.
 */
@ApplicationScoped
public class Frameworks {
    private static final String COLUMNS =
            "SELECT id, document_id, version, title, creator, organization_id, imported_at, digest FROM framework";

    private static final String COMPETENCIES = """
            SELECT c.code, c.statement, c.label, c.parent, s.dimension, s.levels
            FROM framework_competency c
            LEFT JOIN framework_scale s ON s.framework_id = c.framework_id AND s.code = c.code
            WHERE c.framework_id = ?
            ORDER BY c.position, s.dimension""";

    private final Database database;
    private final Map<UUID, Framework> known = new ConcurrentHashMap<>();

    Frameworks(Database database) {
        this.database = database;
    }

    /** Throws the problem "not found" for an unknown id. */
    public Framework get(UUID id) {
        return find(id).orElseThrow(Problem::notFound);
    }

    public Optional<Framework> find(UUID id) {
        Framework framework = known.get(id);
        if (framework != null) {
            return Optional.of(framework);
        }
        Optional<Framework> read = read(id);
        read.ifPresent(found -> known.put(id, found));
        return read;
    }

    public Optional<Competency> competency(UUID framework, String code) {
        return find(framework).flatMap(found -> found.competency(code));
    }

    /**
     * The levels on which a competency is rated, from the lowest to the highest.
     *
     * @param dimension null where the rubric knows only one
     */
    public Optional<List<String>> levels(UUID framework, String code, @Nullable String dimension) {
        return competency(framework, code).flatMap(found -> found.levels(dimension));
    }

    /** In the order of import, from the first after the given one, without their competencies. */
    List<Framework> list(UUID after, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement list = connection.prepareStatement(COLUMNS + " WHERE id > ? ORDER BY id LIMIT ?")) {
            list.setObject(1, after);
            list.setInt(2, limit);
            try (ResultSet rows = list.executeQuery()) {
                List<Framework> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(framework(rows, Map.of()));
                }
                return found;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The package, byte for byte as it came in. */
    byte[] body(UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement body = connection.prepareStatement("SELECT body FROM framework WHERE id = ?")) {
            body.setObject(1, id);
            try (ResultSet row = body.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound();
                }
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private Optional<Framework> read(UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement one = connection.prepareStatement(COLUMNS + " WHERE id = ?")) {
            one.setObject(1, id);
            try (ResultSet row = one.executeQuery()) {
                return row.next() ? Optional.of(framework(row, competencies(connection, id))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static Framework framework(ResultSet row, Map<String, Competency> competencies) throws SQLException {
        return new Framework(
                row.getObject("id", UUID.class),
                row.getObject("document_id", UUID.class),
                row.getString("version"),
                row.getString("title"),
                row.getString("creator"),
                row.getObject("organization_id", UUID.class),
                row.getObject("imported_at", OffsetDateTime.class).toInstant(),
                HexFormat.of().formatHex(row.getBytes("digest")),
                competencies);
    }

    private static Map<String, Competency> competencies(Connection connection, UUID framework) throws SQLException {
        Map<String, Map<String, List<String>>> scales = new HashMap<>();
        Map<String, Competency> competencies = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(COMPETENCIES)) {
            select.setObject(1, framework);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String code = rows.getString("code");
                    var own = scales.computeIfAbsent(code, any -> new LinkedHashMap<>());
                    if (rows.getString("dimension") != null) {
                        own.put(rows.getString("dimension"), List.of((String[])
                                rows.getArray("levels").getArray()));
                    }
                    competencies.putIfAbsent(
                            code,
                            new Competency(
                                    code,
                                    rows.getString("statement"),
                                    rows.getString("label"),
                                    rows.getString("parent"),
                                    own));
                }
            }
        }
        return competencies;
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("The frameworks cannot be read", e);
    }
}
