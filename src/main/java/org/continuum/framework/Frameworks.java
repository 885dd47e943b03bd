package org.continuum.framework;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import org.continuum.access.Database;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The frameworks. They are added and never changed, so what has been read is kept while there is room: rating a competency
 * costs no round trip.
 */
@ApplicationScoped
public class Frameworks {
    private static final String COLUMNS =
            "SELECT id, document_id, version, title, creator, organization_id, imported_at, digest FROM framework";

    private static final String COMPETENCIES = """
            SELECT code, statement, label, parent FROM framework_competency WHERE framework_id = ? ORDER BY position""";

    private static final String SCALES =
            "SELECT code, dimension, levels FROM framework_scale WHERE framework_id = ? ORDER BY code, dimension";

    /** What is kept, in about as many bytes. */
    private static final long MOST = 64L * 1024 * 1024;

    /** Rows that are brought from the database at once. */
    private static final int FETCHED = 500;

    private final Database database;
    private final Cache<UUID, Framework> known;

    @Inject
    Frameworks(Database database) {
        this(database, MOST);
    }

    Frameworks(Database database, long most) {
        this.database = database;
        // what is too much goes at once, and not when there is time for it
        known = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((UUID id, Framework framework) -> framework.weight())
                .executor(Runnable::run)
                .build();
    }

    /** Throws the problem "not found" for an unknown id. */
    public Framework get(UUID id) {
        return find(id).orElseThrow(Problem::notFound);
    }

    public Optional<Framework> find(UUID id) {
        Framework framework = known.getIfPresent(id);
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
        Map<String, Map<String, List<String>>> scales = scales(connection, framework);
        Map<String, Competency> competencies = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(COMPETENCIES)) {
            select.setObject(1, framework);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String code = rows.getString("code");
                    competencies.put(
                            code,
                            new Competency(
                                    code,
                                    rows.getString("statement"),
                                    rows.getString("label"),
                                    rows.getString("parent"),
                                    scales.getOrDefault(code, Map.of())));
                }
            }
        }
        return competencies;
    }

    /** By code and dimension. A rubric for all items stands in a row for each, and once in memory. */
    private static Map<String, Map<String, List<String>>> scales(Connection connection, UUID framework)
            throws SQLException {
        Map<String, Map<String, List<String>>> scales = new HashMap<>();
        Map<String, String> dimensions = new HashMap<>();
        Map<List<String>, List<String>> levels = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SCALES)) {
            select.setObject(1, framework);
            select.setFetchSize(FETCHED);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    scales.computeIfAbsent(rows.getString("code"), any -> new LinkedHashMap<>())
                            .put(
                                    dimensions.computeIfAbsent(rows.getString("dimension"), same -> same),
                                    levels.computeIfAbsent(
                                            List.of((String[])
                                                    rows.getArray("levels").getArray()),
                                            same -> same));
                }
            }
        }
        return scales;
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("The frameworks cannot be read", e);
    }
}
