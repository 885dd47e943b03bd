package org.continuum.framework;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.http.Ids;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** Takes in one version of a framework. */
@ApplicationScoped
public class ImportFramework {
    private static final String ADD = """
            INSERT INTO framework (id, document_id, version, title, creator, imported_at, body, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, sha256(?))
            ON CONFLICT (organization_id, document_id, version) DO NOTHING""";

    private static final String ADD_COMPETENCY = """
            INSERT INTO framework_competency (framework_id, code, position, item_id, statement, label, parent)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private static final String ADD_SCALE =
            "INSERT INTO framework_scale (framework_id, code, dimension, levels) VALUES (?, ?, ?, ?)";

    private static final int BATCH = 500;

    private final Database database;
    private final Idempotency idempotency;
    private final Trail trail;

    ImportFramework(Database database, Idempotency idempotency, Trail trail) {
        this.database = database;
        this.idempotency = idempotency;
        this.trail = trail;
    }

    /**
     * @param bytes the package as it was received
     */
    @Act
    public Recorded importPackage(Caller caller, CasePackage source, byte[] bytes, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Reading reading = new Reading(source);
            if (!reading.violations().isEmpty()) {
                throw Problem.unacceptable(reading.violations());
            }
            UUID id = Ids.next();
            Map<String, Object> data = Map.of(
                    "document",
                    source.document().identifier().toString(),
                    "version",
                    source.document().versionName());
            Receipt receipt = trail.append(new Entry("framework.imported", null, id, bytes, data));
            try (Connection connection = database.getConnection()) {
                add(connection, id, source.document(), receipt, bytes);
                add(connection, id, reading);
            } catch (SQLException e) {
                throw new IllegalStateException("The framework cannot be added", e);
            }
            return new Recorded(id, receipt);
        });
    }

    private static void add(
            Connection connection, UUID id, CasePackage.Document document, Receipt receipt, byte[] bytes)
            throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, id);
            add.setObject(2, document.identifier());
            add.setString(3, document.versionName());
            add.setString(4, document.title());
            add.setString(5, document.creator());
            add.setObject(6, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(7, bytes);
            add.setBytes(8, bytes);
            if (add.executeUpdate() == 0) {
                throw new Problem(
                        ProblemType.CONFLICT,
                        "A framework never changes, and your organization has imported this version of it.",
                        List.of(new Violation(
                                document.version() == null ? "/CFDocument/lastChangeDateTime" : "/CFDocument/version",
                                "This version has been imported already.",
                                "Give a changed framework a new version.")));
            }
        }
    }

    /** That a parent may come later than its child is no matter: both are in one act. */
    private static void add(Connection connection, UUID id, Reading reading) throws SQLException {
        List<Competency> competencies = reading.competencies();
        addCompetencies(connection, id, competencies, reading);
        addScales(connection, id, competencies);
    }

    private static void addCompetencies(Connection connection, UUID id, List<Competency> competencies, Reading reading)
            throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD_COMPETENCY)) {
            for (int i = 0; i < competencies.size(); i++) {
                Competency one = competencies.get(i);
                add.setObject(1, id);
                add.setString(2, one.code());
                add.setInt(3, i);
                add.setObject(4, reading.item(one));
                add.setString(5, one.statement());
                add.setString(6, one.label());
                add.setString(7, one.parent());
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    /** So many in a round trip: a rubric for all items is written once for each of them, and all at once took its memory as often. */
    private static void addScales(Connection connection, UUID id, List<Competency> competencies) throws SQLException {
        int waiting = 0;
        try (PreparedStatement add = connection.prepareStatement(ADD_SCALE)) {
            for (Competency one : competencies) {
                for (Map.Entry<String, List<String>> each : one.scales().entrySet()) {
                    add.setObject(1, id);
                    add.setString(2, one.code());
                    add.setString(3, each.getKey());
                    add.setArray(
                            4, connection.createArrayOf("text", each.getValue().toArray()));
                    add.addBatch();
                    if (++waiting == BATCH) {
                        add.executeBatch();
                        waiting = 0;
                    }
                }
            }
            add.executeBatch();
        }
    }
}
