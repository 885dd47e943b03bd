package org.continuum.evidence;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.http.Problem;
import org.continuum.trail.Rows;
import org.continuum.vault.PersonKeys;
import org.jspecify.annotations.Nullable;

/**
 * All evidence, as it is read. What is in it stays as it is: there is no way to change or remove, here or in the database.
 * {@link Additions} is the way in.
 */
@ApplicationScoped
public class EvidenceLog {
    private static final String REFERRED = """
            SELECT e.person_id, e.id, e.organization_id, e.kind, e.purpose, s.id IS NOT NULL AS superseded
            FROM unnest(?::uuid[], ?::uuid[]) AS asked (person_id, id)
            JOIN evidence e ON e.person_id = asked.person_id AND e.id = asked.id
            LEFT JOIN evidence s ON s.person_id = e.person_id AND s.supersedes = e.id""";

    private static final String RECEIVED =
            "SELECT person_id, body, media_type FROM evidence WHERE person_id = ANY (?) AND id = ?";

    private static final String NUMBERS = """
            SELECT e.person_id, e.id, e.person_seq
            FROM unnest(?::uuid[], ?::uuid[]) AS asked (person_id, id)
            JOIN evidence e ON e.person_id = asked.person_id AND e.id = asked.id""";

    // Part by part, and retractions record by record: a plan from when there were few would read everybody's.
    private static final String SUBMITTED = """
            SELECT asked.id, count(*), count(*) FILTER (WHERE EXISTS (
                SELECT FROM evidence_retraction r WHERE r.person_id = e.person_id AND r.evidence_id = e.id OFFSET 0))
            FROM unnest(?::uuid[]) AS asked (id) CROSS JOIN LATERAL unnest(parts_of(asked.id)) AS part (id)
            CROSS JOIN LATERAL (SELECT person_id, id FROM evidence
                WHERE person_id = part.id AND organization_id = ? OFFSET 0) e
            GROUP BY asked.id""";

    private static final String BESIDES = "SELECT has_evidence_besides(?, ?)";

    private static final String BY_CALLER = """
            SELECT EXISTS (SELECT FROM evidence e
                JOIN trail_entry t ON t.home_id = e.person_id AND t.person_seq = e.person_seq
                WHERE e.person_id = ANY (?) AND e.id = ? AND t.organization_id = caller_organization()
                    AND t.actor = current_setting('continuum.actor'))""";

    private final Database database;
    private final Parts parts;
    private final PersonKeys keys;
    private final ObjectReader json;

    EvidenceLog(Database database, Parts parts, PersonKeys keys, ObjectMapper json) {
        this.database = database;
        this.parts = parts;
        this.keys = keys;
        this.json = payloads(json);
    }

    /** Reads payloads so that decimals keep their digits. */
    static ObjectReader payloads(ObjectMapper json) {
        return json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** Everything on a person's record in the order of recording, whoever submitted it: one round trip. */
    public List<EvidenceRecord> of(UUID person) {
        return records(person, null);
    }

    /** Throws the problem "not found" for an id that is not of this person. */
    public EvidenceRecord get(UUID person, UUID id) {
        return find(person, id).orElseThrow(Problem::notFound);
    }

    public Optional<EvidenceRecord> find(UUID person, UUID id) {
        return records(person, id).stream().findFirst();
    }

    /** Whether more stands on the record than these, of whatever kind and purpose; that alone is told of what is not for the caller. */
    boolean hasBesides(UUID person, List<UUID> seen) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(BESIDES)) {
            select.setObject(1, person);
            select.setArray(2, connection.createArrayOf("uuid", seen.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Whether whoever asks has submitted it, and not only somebody of the same organization: the entry knows. */
    boolean isByCaller(UUID person, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(BY_CALLER)) {
            parts.bind(select, person, 1);
            select.setObject(2, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The bytes as they came in. Throws the problem "not found" for an id that is not of this person. */
    Received received(UUID person, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement received = connection.prepareStatement(RECEIVED)) {
            parts.bind(received, person, 1);
            received.setObject(2, id);
            try (ResultSet row = received.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound();
                }
                return Received.of(
                        Seals.BODY.open(keys.of(row.getObject("person_id", UUID.class)), id, row.getBytes("body")),
                        row.getString("media_type"));
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** What is known of records that others speak of, by id; what is not there is missing. */
    Map<UUID, Referred> referred(List<EvidenceId> asked) {
        Map<UUID, Referred> found = new HashMap<>();
        if (asked.isEmpty()) {
            return found;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(REFERRED)) {
            Rows<EvidenceId> rows = new Rows<>(connection, asked);
            rows.set(select, 1, "uuid", EvidenceId::person);
            rows.set(select, 2, "uuid", EvidenceId::id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject("id", UUID.class);
                    found.put(
                            id,
                            new Referred(
                                    row.getObject("person_id", UUID.class),
                                    id,
                                    row.getObject("organization_id", UUID.class),
                                    row.getString("kind"),
                                    Purpose.of(row.getString("purpose")),
                                    row.getBoolean("superseded")));
                }
            }
            return found;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** How much the caller's organization has submitted to these persons' records; who is missing has nothing of it. */
    Map<UUID, Submitted> submitted(Caller caller, Set<UUID> people) {
        Map<UUID, Submitted> submitted = new HashMap<>();
        if (people.isEmpty()) {
            return submitted;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SUBMITTED)) {
            select.setArray(1, connection.createArrayOf("uuid", people.toArray()));
            select.setObject(2, caller.organization());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    submitted.put(row.getObject(1, UUID.class), new Submitted(row.getLong(2), row.getLong(3)));
                }
            }
            return submitted;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The numbers of records on their persons' records, under which the trail knows them; what is not there is missing. */
    public Map<EvidenceId, Long> numbers(List<EvidenceId> records) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NUMBERS)) {
            Rows<EvidenceId> rows = new Rows<>(connection, records);
            rows.set(select, 1, "uuid", EvidenceId::person);
            rows.set(select, 2, "uuid", EvidenceId::id);
            try (ResultSet row = select.executeQuery()) {
                Map<EvidenceId, Long> numbers = new HashMap<>();
                while (row.next()) {
                    numbers.put(
                            new EvidenceId(row.getObject("person_id", UUID.class), row.getObject("id", UUID.class)),
                            row.getLong("person_seq"));
                }
                return numbers;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private List<EvidenceRecord> records(UUID person, @Nullable UUID id) {
        String query = ReadRecord.QUERY + (id == null ? " ORDER BY person_seq, e.recorded_at, e.id" : " AND e.id = ?");
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 1; i <= 6; i++) {
                select.setObject(i, person);
            }
            parts.bind(select, person, 7);
            if (id != null) {
                select.setObject(8, id);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<EvidenceRecord> records = new ArrayList<>();
                ReadRecord read = new ReadRecord(keys, json);
                while (rows.next()) {
                    records.add(read.of(rows));
                }
                return records;
            }
        } catch (SQLException | IOException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(Exception e) {
        return new IllegalStateException("The evidence cannot be read", e);
    }
}
