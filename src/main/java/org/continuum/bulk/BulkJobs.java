package org.continuum.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
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
import org.continuum.access.Database;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/** All jobs. A job is its organization's own; to everybody else there is no such job. */
@ApplicationScoped
public class BulkJobs {
    private static final String COLUMNS = """
            SELECT id, organization_id, actor, format, kind, header, state, created_at, changed_at, received,
                received_bytes, checked, acceptable, repeated, refused, committed, accepted, duplicates, rejected, cleared, reversed,
                undone, kept, reversal_id, reversal_reason, reversal_body
            FROM bulk_job""";

    private static final String ADD =
            "INSERT INTO bulk_job (id, format, kind, state, created_at, changed_at, key) VALUES (?, ?, ?, 'receiving', ?, ?, ?)";

    private static final String RECEIVE = """
            UPDATE bulk_job SET received = received + ?, received_bytes = received_bytes + ?, header = ?, changed_at = ?
            WHERE id = ?""";

    private static final String MOVE = """
            UPDATE bulk_job SET state = ?, changed_at = ?, actor = current_setting('continuum.actor'),
                reversal_id = coalesce(?, reversal_id), reversal_reason = coalesce(?, reversal_reason),
                reversal_body = coalesce(?, reversal_body)
            WHERE id = ?""";

    private static final String CHECKED =
            "UPDATE bulk_job SET state = ?, changed_at = ?, checked = ?, acceptable = acceptable + ?,"
                    + " repeated = repeated + ?, refused = refused + ? WHERE id = ?";

    private static final String COMMITTED =
            "UPDATE bulk_job SET state = ?, changed_at = ?, committed = ?, accepted = accepted + ?,"
                    + " duplicates = duplicates + ?, rejected = rejected + ? WHERE id = ?";

    private static final String REVERSED =
            "UPDATE bulk_job SET state = ?, changed_at = ?, reversed = ?, undone = undone + ?, kept = kept + ?"
                    + " WHERE id = ?";

    // A canceled job's rows go piece by piece.
    private static final String ENDED = "UPDATE bulk_job SET key = NULL, header = NULL, cleared = ? WHERE id = ?";

    // The oldest job of each organization in turn, those that have waited longest first.
    private static final String WAITING = """
            SELECT id FROM (
                SELECT DISTINCT ON (organization_id) id, changed_at FROM bulk_job
                WHERE state IN ('checking', 'committing', 'undoing') OR state = 'canceled' AND NOT cleared
                ORDER BY organization_id, id) AS first
            ORDER BY changed_at""";

    /** What a row costs in the database besides its own bytes. */
    private static final int ROW_BYTES = 128;

    // a job committed by an earlier version does not say that its rows have gone
    private static final String WAITING_BYTES = """
            SELECT coalesce(sum(received_bytes), 0)::bigint, coalesce(sum(received), 0)::bigint FROM bulk_job
            WHERE organization_id = ? AND NOT cleared AND state NOT IN ('committed', 'undone')""";

    private static final String ABANDONED = """
            SELECT id FROM bulk_job WHERE state IN ('receiving', 'checked') AND changed_at < ? ORDER BY id LIMIT 100""";

    private final Database database;

    BulkJobs(Database database) {
        this.database = database;
    }

    /** Throws the problem "not found" for an unknown job and for another organization's. */
    public BulkJob get(UUID organization, UUID id) {
        return find(id, "")
                .filter(job -> job.organization().equals(organization))
                .orElseThrow(Problem::notFound);
    }

    /** As it stands, held until the transaction ends. */
    BulkJob lock(UUID organization, UUID id) {
        return find(id, " FOR UPDATE")
                .filter(job -> job.organization().equals(organization))
                .orElseThrow(Problem::notFound);
    }

    /** Whosever it is: for the worker. */
    Optional<BulkJob> find(UUID id) {
        return find(id, "");
    }

    /** The organization's jobs from the newest, from the first before the given one. */
    List<BulkJob> list(UUID organization, UUID before, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement list = connection.prepareStatement(
                        COLUMNS + " WHERE organization_id = ? AND id < ? ORDER BY id DESC LIMIT ?")) {
            list.setObject(1, organization);
            list.setObject(2, before);
            list.setInt(3, limit);
            try (ResultSet rows = list.executeQuery()) {
                List<BulkJob> jobs = new ArrayList<>();
                while (rows.next()) {
                    jobs.add(job(rows));
                }
                return jobs;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Jobs in which there is something to do, one of each organization, the most patient first. */
    List<UUID> waiting() {
        return ids(WAITING, null);
    }

    /** What the rows weigh that have come in of the organization's jobs, those of a job until the last of them has gone. */
    long waitingBytes(UUID organization) {
        try (Connection connection = database.getConnection();
                PreparedStatement sum = connection.prepareStatement(WAITING_BYTES)) {
            sum.setObject(1, organization);
            try (ResultSet row = sum.executeQuery()) {
                row.next();
                return weight(row.getLong(2), row.getLong(1));
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    static long weight(long rows, long bytes) {
        return bytes + rows * ROW_BYTES;
    }

    /** Uploads that nobody has touched since. */
    List<UUID> abandoned(Instant since) {
        return ids(ABANDONED, since);
    }

    void add(UUID id, BulkJobRequest request, byte[] key, Instant at) {
        write(ADD, id, request.format().stored(), request.kind(), utc(at), utc(at), key);
    }

    void receive(BulkJob job, int rows, long bytes, List<String> header, Instant at) {
        write(RECEIVE, rows, bytes, header.toArray(String[]::new), utc(at), job.id());
    }

    void move(BulkJob job, BulkState next, BulkJob.@Nullable Undo undo, Instant at) {
        if (!job.state().mayBecome(next)) {
            throw new IllegalStateException(job.state() + " never becomes " + next);
        }
        write(
                MOVE,
                next.stored(),
                utc(at),
                undo == null ? null : undo.reversal(),
                undo == null ? null : undo.reason(),
                undo == null ? null : undo.body(),
                job.id());
        ended(job, next);
    }

    /** No row waits any more that the key would open, and that the header would name the columns of. */
    private void ended(BulkJob job, BulkState next) {
        if (next == BulkState.COMMITTED || next == BulkState.CANCELED) {
            write(ENDED, next == BulkState.COMMITTED, job.id());
        }
    }

    void checked(BulkJob job, int upTo, Counts counts, Instant at) {
        pass(CHECKED, job, upTo, at, counts.good(), counts.duplicates(), counts.rejected());
    }

    void committed(BulkJob job, int upTo, Counts counts, Instant at) {
        pass(COMMITTED, job, upTo, at, counts.good(), counts.duplicates(), counts.rejected());
    }

    void reversed(BulkJob job, int upTo, int undone, int kept, Instant at) {
        pass(REVERSED, job, upTo, at, undone, kept);
    }

    void cleared(BulkJob job) {
        write("UPDATE bulk_job SET cleared = true WHERE id = ?", job.id());
    }

    /** Puts the job behind the others' once more. */
    void postpone(UUID id, Instant at) {
        write("UPDATE bulk_job SET changed_at = ? WHERE id = ?", utc(at), id);
    }

    /** A pass that has come to the last row has come to its end. */
    private void pass(String statement, BulkJob job, int upTo, Instant at, Object... counts) {
        BulkState next = upTo < job.received() ? job.state() : BulkState.done(job.state());
        List<Object> parameters = new ArrayList<>(List.of(next.stored(), utc(at), upTo));
        parameters.addAll(List.of(counts));
        parameters.add(job.id());
        write(statement, parameters.toArray());
        ended(job, next);
    }

    private Optional<BulkJob> find(UUID id, String lock) {
        try (Connection connection = database.getConnection();
                PreparedStatement one = connection.prepareStatement(COLUMNS + " WHERE id = ?" + lock)) {
            one.setObject(1, id);
            try (ResultSet row = one.executeQuery()) {
                return row.next() ? Optional.of(job(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private List<UUID> ids(String query, @Nullable Instant since) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            if (since != null) {
                select.setObject(1, utc(since));
            }
            try (ResultSet rows = select.executeQuery()) {
                List<UUID> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
                return ids;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private void write(String statement, @Nullable Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement write = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i];
                write.setObject(
                        i + 1, value instanceof String[] texts ? connection.createArrayOf("text", texts) : value);
            }
            write.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The job cannot be written", e);
        }
    }

    private static BulkJob job(ResultSet row) throws SQLException {
        Array header = row.getArray("header");
        UUID reversal = row.getObject("reversal_id", UUID.class);
        return new BulkJob(
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getString("actor"),
                BulkFormat.of(row.getString("format")),
                row.getString("kind"),
                header == null ? List.of() : List.of((String[]) header.getArray()),
                BulkState.of(row.getString("state")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getInt("received"),
                row.getLong("received_bytes"),
                new BulkJob.Preview(
                        row.getInt("checked"), row.getInt("acceptable"), row.getInt("repeated"), row.getInt("refused")),
                new BulkJob.Commit(
                        row.getInt("committed"),
                        row.getInt("accepted"),
                        row.getInt("duplicates"),
                        row.getInt("rejected")),
                row.getBoolean("cleared"),
                reversal == null
                        ? null
                        : new BulkJob.Undo(
                                reversal,
                                row.getString("reversal_reason"),
                                row.getBytes("reversal_body"),
                                row.getInt("reversed"),
                                row.getInt("undone"),
                                row.getInt("kept")));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("The jobs cannot be read", e);
    }

    /** Of one piece of a pass. */
    record Counts(int good, int duplicates, int rejected) {}
}
