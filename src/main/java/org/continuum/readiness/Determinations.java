package org.continuum.readiness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.http.Problem;
import org.continuum.trail.Receipt;
import org.continuum.vault.PersonKeys;
import org.jspecify.annotations.Nullable;

/** All determinations. They are added and never changed; the answer is kept under the person's key. */
@ApplicationScoped
public class Determinations {
    private static final String ADD = """
            INSERT INTO determination (person_id, id, person_seq, license_type, outcome, as_of, evidence_known_as_of,
                rules_known_as_of, rule_set_id, rule_set_version, rule_set_digest, engine, answer, recorded_at, routes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""";
    private static final String ADD_USED = """
            INSERT INTO determination_evidence (person_id, determination_id, evidence_id)
            SELECT ?, ?, used FROM unnest(?) AS used""";
    private static final String RELYING = """
            SELECT d.person_id, d.id, d.license_type, d.rule_set_digest
            FROM determination_evidence e
                JOIN determination d ON d.person_id = e.person_id AND d.id = e.determination_id
            WHERE e.person_id = ANY (?) AND e.evidence_id = ? AND NOT EXISTS (
                SELECT FROM determination_review r
                    JOIN determination_review_decision c ON c.person_id = r.person_id AND c.review_id = r.id
                WHERE r.person_id = d.person_id AND r.determination_id = d.id AND c.outcome = 'changed')
            ORDER BY d.recorded_at, d.id""";
    private static final String DOUBTS = """
            SELECT c.determination_id FROM determination_review r
                LEFT JOIN determination_review_decision c ON c.person_id = r.person_id AND c.review_id = r.id
            WHERE r.person_id = ANY (?) AND r.determination_id = ? AND (c.review_id IS NULL OR c.outcome = 'changed')
            ORDER BY r.id""";
    private static final String SELECT = """
            SELECT person_id, id, person_seq, license_type, outcome, as_of, evidence_known_as_of, rules_known_as_of,
                rule_set_id, rule_set_version, rule_set_digest, engine, answer, recorded_at, organization_id,
                actor
            FROM determination WHERE person_id = ANY (?)""";

    private static final String ANSWER = "determination.answer";

    private final Database database;
    private final Parts parts;
    private final PersonKeys keys;
    private final ObjectMapper json;

    Determinations(Database database, Parts parts, PersonKeys keys, ObjectMapper json) {
        this.database = database;
        this.parts = parts;
        this.keys = keys;
        this.json = json;
    }

    /** The determination, or the problem "not found" for an id that is not of this person. */
    public Determination get(UUID person, UUID id) {
        return find(person, id).orElseThrow(Problem::notFound);
    }

    public Optional<Determination> find(UUID person, UUID id) {
        return select(SELECT + " AND id = ?", person, id).stream().findFirst();
    }

    /**
     * That a determination may not stay as it is.
     *
     * @param replacement the determination that a review has put in its place; null while a review of it is open
     */
    public record Doubt(@Nullable UUID replacement) {}

    /** Of the reviews of it, those that are open, and those that have put another in its place. */
    public List<Doubt> doubts(UUID person, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(DOUBTS)) {
            parts.bind(select, person, 1);
            select.setObject(2, id);
            try (ResultSet rows = select.executeQuery()) {
                List<Doubt> doubts = new ArrayList<>();
                while (rows.next()) {
                    doubts.add(new Doubt(rows.getObject(1, UUID.class)));
                }
                return doubts;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The reviews of a determination cannot be read", e);
        }
    }

    /** All of a person's, in the order of recording. */
    public List<Determination> of(UUID person) {
        return select(SELECT + " ORDER BY recorded_at, id", person);
    }

    void add(UUID id, Readiness readiness, byte[] answer, Receipt receipt, long personSeq) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, readiness.person());
            add.setObject(2, id);
            add.setLong(3, personSeq);
            add.setString(4, readiness.licenseType());
            add.setString(5, readiness.outcome().name());
            add.setObject(6, readiness.asOf());
            add.setObject(7, readiness.evidenceKnownAsOf().atOffset(ZoneOffset.UTC));
            add.setObject(8, readiness.rulesKnownAsOf());
            add.setString(9, readiness.rules().ruleSet());
            add.setString(10, readiness.rules().version());
            add.setBytes(11, HexFormat.of().parseHex(readiness.rules().digest()));
            add.setString(12, readiness.engine());
            add.setBytes(13, keys.of(readiness.person()).seal(answer, ANSWER, id));
            add.setObject(14, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            add.setString(15, routes(readiness));
            add.executeUpdate();
            addUsed(connection, id, readiness);
        } catch (SQLException e) {
            throw new IllegalStateException("A determination cannot be added", e);
        }
    }

    /** What each record was used for does not matter here: whatever became of it, the whole answer is in question. */
    private static void addUsed(Connection connection, UUID id, Readiness readiness) throws SQLException {
        Object[] used = readiness.requirements().stream()
                .flatMap(item -> item.evidenceUsed().stream())
                .map(UsedRecord::id)
                .distinct()
                .toArray();
        try (PreparedStatement add = connection.prepareStatement(ADD_USED)) {
            add.setObject(1, readiness.person());
            add.setObject(2, id);
            add.setArray(3, connection.createArrayOf("uuid", used));
            add.executeUpdate();
        }
    }

    private String routes(Readiness readiness) {
        ObjectNode routes = json.createObjectNode();
        readiness.requirements().forEach(item -> {
            if (item.route() != null) {
                routes.put(item.id(), item.route());
            }
        });
        return routes.toString();
    }

    /** A determination that used a record. */
    record Relying(UUID person, UUID id, String licenseType, String ruleSetDigest) {}

    /** Those that used the record and that no review has replaced, in the order of recording. */
    List<Relying> relyingOn(UUID person, UUID evidence) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(RELYING)) {
            parts.bind(select, person, 1);
            select.setObject(2, evidence);
            try (ResultSet rows = select.executeQuery()) {
                List<Relying> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Relying(
                            rows.getObject("person_id", UUID.class),
                            rows.getObject("id", UUID.class),
                            rows.getString("license_type"),
                            HexFormat.of().formatHex(rows.getBytes("rule_set_digest"))));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The determinations cannot be read", e);
        }
    }

    private List<Determination> select(String query, UUID person, UUID... ids) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            parts.bind(select, person, 1);
            for (int i = 0; i < ids.length; i++) {
                select.setObject(i + 2, ids[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<Determination> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(determination(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The determinations cannot be read", e);
        }
    }

    private Determination determination(ResultSet row) throws SQLException {
        UUID person = row.getObject("person_id", UUID.class);
        UUID id = row.getObject("id", UUID.class);
        byte[] answer = keys.of(person).open(row.getBytes("answer"), ANSWER, id);
        return new Determination(
                person,
                id,
                row.getLong("person_seq"),
                row.getString("license_type"),
                Readiness.Word.valueOf(row.getString("outcome")),
                row.getObject("as_of", LocalDate.class),
                row.getObject("evidence_known_as_of", OffsetDateTime.class).toInstant(),
                row.getObject("rules_known_as_of", LocalDate.class),
                row.getString("rule_set_id"),
                row.getString("rule_set_version"),
                HexFormat.of().formatHex(row.getBytes("rule_set_digest")),
                row.getString("engine"),
                answer,
                HexFormat.of().formatHex(FreezeDetermination.sha256(answer)),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getObject("organization_id", UUID.class),
                row.getString("actor"));
    }
}
