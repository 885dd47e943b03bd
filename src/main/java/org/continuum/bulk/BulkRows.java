package org.continuum.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.continuum.access.Database;
import org.continuum.evidence.EvidenceId;
import org.continuum.evidence.EvidenceLog;
import org.continuum.evidence.Touch;
import org.continuum.http.Problem;
import org.continuum.http.ProblemBody;
import org.continuum.http.Violation;
import org.continuum.trail.Receipt;
import org.continuum.trail.Rows;
import org.continuum.trail.TrailEntries;
import org.jspecify.annotations.Nullable;

/** What rows would come to (verdicts, which go again) and have come to (which stays). */
@ApplicationScoped
public class BulkRows {
    private static final String ADD = """
            INSERT INTO %s (job_id, number, state, reference, person_id, evidence_id, problem)
            SELECT ?, number, state, reference, person_id, evidence_id, problem::jsonb
            FROM unnest(?::int[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[])
                AS r (number, state, reference, person_id, evidence_id, problem)""";

    private static final String ADD_REVERSED = "INSERT INTO bulk_reversed (job_id, number, because)"
            + " SELECT ?, number, because FROM unnest(?::int[], ?::text[]) AS r (number, because)";

    // Each half is read in the order of its key and cut, or a page of a million rows would sort them all.
    private static final String PAGE = """
            SELECT * FROM (
                (SELECT r.number, CASE WHEN v.number IS NULL THEN r.state
                        WHEN v.because IS NULL THEN 'undone' ELSE 'kept' END AS state,
                    r.reference, r.person_id, r.evidence_id, r.problem, v.because
                FROM bulk_row r LEFT JOIN bulk_reversed v ON v.job_id = r.job_id AND v.number = r.number
                WHERE r.job_id = ? AND r.number > ? %1$s ORDER BY r.number LIMIT ?)
                UNION ALL
                (SELECT number, state, reference, person_id, evidence_id, problem, NULL
                FROM bulk_verdict r WHERE job_id = ? AND number > ? %2$s ORDER BY number LIMIT ?)) AS rows
            ORDER BY number LIMIT ?""";

    private static final String PEOPLE = """
            SELECT DISTINCT person_id FROM (
                SELECT person_id FROM bulk_row WHERE job_id = ? AND state = 'accepted'
                UNION ALL SELECT person_id FROM bulk_verdict WHERE job_id = ? AND state = 'acceptable') AS concerned
            WHERE person_id > ? ORDER BY person_id LIMIT ?""";

    private static final String FIRST_OF = """
            SELECT person_id FROM bulk_row WHERE job_id = ? AND state = 'accepted' AND person_id = ANY (?)
            UNION ALL SELECT person_id FROM bulk_verdict WHERE job_id = ? AND state = 'acceptable' AND person_id = ANY (?)
            ORDER BY person_id LIMIT 1""";

    private static final String RECORDED_OF = """
            SELECT r.person_id, r.evidence_id FROM bulk_row r
            WHERE r.job_id = ? AND r.state = 'accepted' AND r.person_id = ANY (?)
                AND NOT EXISTS (SELECT FROM bulk_reversed v WHERE v.job_id = r.job_id AND v.number = r.number)""";

    private static final Pattern NAME = Pattern.compile("[#A-Za-z0-9._-]{1,64}");

    private final Database database;
    private final EvidenceLog evidence;
    private final TrailEntries trail;
    private final ObjectMapper json;

    BulkRows(Database database, EvidenceLog evidence, TrailEntries trail, ObjectMapper json) {
        this.database = database;
        this.evidence = evidence;
        this.trail = trail;
        this.json = json;
    }

    void addVerdicts(UUID job, List<Result> results) {
        add("bulk_verdict", job, results);
    }

    void addResults(UUID job, List<Result> results) {
        add("bulk_row", job, results);
    }

    /** @param rows the accepted rows that the undoing has come to, with why it left them alone */
    void addReversed(UUID job, List<BulkRow> rows, Map<UUID, Touch> touched) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD_REVERSED)) {
            Rows<BulkRow> reversed = new Rows<>(connection, rows);
            add.setObject(1, job);
            reversed.set(add, 2, "int4", BulkRow::number);
            reversed.set(add, 3, "text", each -> {
                Touch because = touched.get(each.evidence());
                return because == null ? null : because.stored();
            });
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The rows cannot be written", e);
        }
    }

    /**
     * Rows in the order of the file, with the receipts of those recorded.
     *
     * @param state only these; null for all
     */
    List<BulkRow> after(UUID job, int number, @Nullable BulkRowState state, int limit) {
        List<BulkRow> rows = new ArrayList<>();
        String page = PAGE.formatted(recorded(state), previewed(state));
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(page)) {
            for (int half : List.of(0, 3)) {
                select.setObject(half + 1, job);
                select.setInt(half + 2, number);
                select.setInt(half + 3, limit);
            }
            select.setInt(7, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
        } catch (SQLException | JsonProcessingException e) {
            throw unreadable(e);
        }
        return withReceipts(rows);
    }

    /** The persons that the job's records are about, recorded or only previewed, in the order of their ids. */
    public List<UUID> people(UUID job, UUID after, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PEOPLE)) {
            select.setObject(1, job);
            select.setObject(2, job);
            select.setObject(3, after);
            select.setInt(4, limit);
            try (ResultSet row = select.executeQuery()) {
                List<UUID> people = new ArrayList<>();
                while (row.next()) {
                    people.add(row.getObject(1, UUID.class));
                }
                return people;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Of these people the one whom {@link #people} names first. */
    Optional<UUID> firstOf(UUID job, List<UUID> people) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIRST_OF)) {
            Array ids = connection.createArrayOf("uuid", people.toArray());
            select.setObject(1, job);
            select.setArray(2, ids);
            select.setObject(3, job);
            select.setArray(4, ids);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** What the job has recorded about these people and not taken back. */
    List<EvidenceId> recordedOf(UUID job, List<UUID> people) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(RECORDED_OF)) {
            select.setObject(1, job);
            select.setArray(2, connection.createArrayOf("uuid", people.toArray()));
            try (ResultSet row = select.executeQuery()) {
                List<EvidenceId> records = new ArrayList<>();
                while (row.next()) {
                    records.add(new EvidenceId(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
                }
                return records;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Literals, because a parameter would hide from the planner which index will do. */
    private static String recorded(@Nullable BulkRowState state) {
        return switch (state) {
            case null -> "";
            case ACCEPTABLE -> "AND false";
            case DUPLICATE -> "AND r.state = 'duplicate'";
            case REJECTED -> "AND r.state = 'rejected'";
            case ACCEPTED -> "AND r.state = 'accepted' AND v.number IS NULL";
            case UNDONE -> "AND v.number IS NOT NULL AND v.because IS NULL";
            case KEPT -> "AND v.because IS NOT NULL";
        };
    }

    private static String previewed(@Nullable BulkRowState state) {
        return state == null ? "" : "AND r.state = '" + state.stored() + "'";
    }

    private List<BulkRow> withReceipts(List<BulkRow> rows) {
        List<EvidenceId> records = new ArrayList<>();
        for (BulkRow row : rows) {
            if (row.person() != null && row.evidence() != null) {
                records.add(new EvidenceId(row.person(), row.evidence()));
            }
        }
        if (records.isEmpty()) {
            return rows;
        }
        Map<EvidenceId, TrailEntries.Numbered> numbered = new HashMap<>();
        evidence.numbers(records)
                .forEach((record, seq) -> numbered.put(record, new TrailEntries.Numbered(record.person(), seq)));
        Map<TrailEntries.Numbered, Receipt> receipts = trail.receipts(numbered.values());
        return rows.stream()
                .map(row -> row.person() == null || row.evidence() == null
                        ? row
                        : row.with(receipts.get(numbered.get(new EvidenceId(row.person(), row.evidence())))))
                .toList();
    }

    private void add(String table, UUID job, List<Result> results) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD.formatted(table))) {
            Rows<Result> rows = new Rows<>(connection, results);
            add.setObject(1, job);
            rows.set(add, 2, "int4", Result::number);
            rows.set(add, 3, "text", each -> each.state().stored());
            rows.set(add, 4, "text", Result::reference);
            rows.set(add, 5, "uuid", Result::person);
            rows.set(add, 6, "uuid", Result::evidence);
            rows.set(add, 7, "text", each -> written(each.problem()));
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The rows cannot be written", e);
        }
    }

    /**
     * It is kept for ever, and nobody's key is over it: a field whose name has not the form of one may be anything, and is not
     * named.
     */
    private static Problem unquoted(Problem problem) {
        return new Problem(
                problem.type(),
                problem.detail(),
                problem.violations().stream()
                        .map(each -> new Violation(plain(each.pointer()), each.detail(), each.fix()))
                        .toList());
    }

    private static String plain(String pointer) {
        return Arrays.stream(pointer.split("/"))
                .takeWhile(step -> step.isEmpty() || NAME.matcher(step).matches())
                .collect(Collectors.joining("/"));
    }

    private @Nullable String written(@Nullable Problem problem) {
        try {
            return problem == null ? null : json.writeValueAsString(ProblemBody.of(unquoted(problem)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem can always be written", e);
        }
    }

    private BulkRow row(ResultSet row) throws SQLException, JsonProcessingException {
        String problem = row.getString("problem");
        String because = row.getString("because");
        return new BulkRow(
                row.getInt("number"),
                BulkRowState.of(row.getString("state")),
                row.getString("reference"),
                row.getObject("person_id", UUID.class),
                row.getObject("evidence_id", UUID.class),
                null,
                problem == null ? null : json.readValue(problem, ProblemBody.class),
                because == null ? null : Touch.of(because));
    }

    private static IllegalStateException unreadable(Exception e) {
        return new IllegalStateException("The rows cannot be read", e);
    }
}
