package org.continuum.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.trail.Rows;
import org.continuum.vault.PersonKey;
import org.jspecify.annotations.Nullable;

/** Rows on their way in, sealed with the job's key. They go as they are recorded, and with a canceled job. */
@ApplicationScoped
public class BulkLines {
    /** What a piece may weigh in memory, whatever its rows are. */
    private static final int PIECE_BYTES = 8 * 1024 * 1024;

    private static final String ADD = "INSERT INTO bulk_line (job_id, number, line) SELECT ?, number, line"
            + " FROM unnest(?::int[], ?::bytea[]) AS l (number, line)";

    private static final String AFTER = """
            SELECT number, line FROM (
                SELECT number, line, sum(coalesce(octet_length(line), 0)) OVER (ORDER BY number) AS weight
                FROM (SELECT number, line FROM bulk_line WHERE job_id = ? AND number > ? ORDER BY number LIMIT ?) next
            ) weighed WHERE weight <= ? ORDER BY number""";

    // One look into the index for each reference: an "= ANY" of a thousand was compared with every verdict of the job.
    private static final String FIRST_USES = """
            SELECT first.reference, l.line, l.number FROM unnest(?::text[]) AS used (reference)
                CROSS JOIN LATERAL (SELECT * FROM bulk_verdict v
                    WHERE v.job_id = ? AND v.reference = used.reference AND v.state = 'acceptable' OFFSET 0) AS first
                JOIN bulk_line l ON l.job_id = first.job_id AND l.number = first.number""";

    private static final String OF_PEOPLE = """
            SELECT v.number, l.line FROM bulk_verdict v JOIN bulk_line l ON l.job_id = v.job_id AND l.number = v.number
            WHERE v.job_id = ? AND v.person_id = ANY (?) AND v.state = 'acceptable' ORDER BY v.number""";

    private final Database database;
    private final JobKeys keys;

    BulkLines(Database database, JobKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    void add(UUID job, List<Line> lines) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            Rows<Line> rows = new Rows<>(connection, lines);
            add.setObject(1, job);
            rows.set(add, 2, "int4", Line::number);
            PersonKey key = keys.of(job).orElseThrow();
            rows.set(add, 3, each -> seal(key, job, each));
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The rows cannot be kept", e);
        }
    }

    /** The rows that follow a number, in order, up to a limit or a weight. */
    List<Line> after(UUID job, int number, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement after = connection.prepareStatement(AFTER)) {
            after.setObject(1, job);
            after.setInt(2, number);
            after.setInt(3, limit);
            after.setInt(4, PIECE_BYTES);
            return lines(after, job);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Previewed rows about these people that could be recorded. */
    List<Line> acceptableOf(UUID job, Collection<UUID> people) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_PEOPLE)) {
            select.setObject(1, job);
            select.setArray(2, connection.createArrayOf("uuid", people.toArray()));
            return lines(select, job);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Previewed rows that have used a reference first, by the reference. */
    Map<String, byte[]> firstUses(UUID job, Collection<String> references) {
        Map<String, byte[]> uses = new HashMap<>();
        if (references.isEmpty()) {
            return uses;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIRST_USES)) {
            select.setArray(1, connection.createArrayOf("text", references.toArray()));
            select.setObject(2, job);
            PersonKey key = keys.of(job).orElseThrow();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    uses.put(row.getString(1), key.open(row.getBytes(2), sealedAs(row.getInt(3)), job));
                }
            }
            return uses;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Lets rows go, with what was said of them; how many. */
    int remove(UUID job, int after, int upTo) {
        int removed = 0;
        for (String table : List.of("bulk_verdict", "bulk_line")) {
            try (Connection connection = database.getConnection();
                    PreparedStatement remove = connection.prepareStatement(
                            "DELETE FROM " + table + " WHERE job_id = ? AND number > ? AND number <= ?")) {
                remove.setObject(1, job);
                remove.setInt(2, after);
                remove.setInt(3, upTo);
                removed = remove.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException("The rows cannot be removed", e);
            }
        }
        return removed;
    }

    /** None where the job has ended meanwhile. */
    private List<Line> lines(PreparedStatement select, UUID job) throws SQLException {
        List<Line> lines = new ArrayList<>();
        Optional<PersonKey> key = keys.of(job);
        if (key.isPresent()) {
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int number = row.getInt(1);
                    byte[] sealed = row.getBytes(2);
                    lines.add(new Line(number, sealed == null ? null : key.get().open(sealed, sealedAs(number), job)));
                }
            }
        }
        return lines;
    }

    static byte @Nullable [] seal(PersonKey key, UUID job, Line line) {
        return line.bytes() == null ? null : key.seal(line.bytes(), sealedAs(line.number()), job);
    }

    private static String sealedAs(int number) {
        return "bulk_line.line." + number;
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("The rows cannot be read", e);
    }
}
