package org.continuum.bulk;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Entry;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.Trail;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps some rows of an upload. Each call is whole in itself, so that a connection may break at any moment: what has been
 * kept is counted, and the sender goes on behind it.
 *
 * <p>Rows on their way in are no records yet. The trail hears of an upload when all of it has come.
 */
@ApplicationScoped
public class StoreRows {
    private final BulkJobs jobs;
    private final BulkLines lines;
    private final Trail trail;
    private final ServiceTime time;
    private final long maxBytes;
    private final long maxWaiting;

    /**
     * @param maxBytes of one job's rows
     * @param maxWaiting of all rows of an organization that wait, each with what its place costs besides
     */
    StoreRows(
            BulkJobs jobs,
            BulkLines lines,
            Trail trail,
            ServiceTime time,
            @ConfigProperty(name = "continuum.bulk.max-bytes") MemorySize maxBytes,
            @ConfigProperty(name = "continuum.bulk.max-waiting-bytes") MemorySize maxWaiting) {
        this.jobs = jobs;
        this.lines = lines;
        this.trail = trail;
        this.time = time;
        this.maxBytes = maxBytes.asLongValue();
        this.maxWaiting = maxWaiting.asLongValue();
    }

    /**
     * @return how many rows the job has now
     * @throws Problem "conflict" if the job is past receiving, if other rows stand where these should, or if as much waits of the
     *     organization as may; "too large" if the job has as much as it may
     */
    @Act
    public int store(Caller caller, UUID id, Part part) {
        BulkJob job = jobs.lock(caller.organization(), id);
        part.require(job);
        if (!part.lines().isEmpty()) {
            long bytes = part.lines().stream().mapToLong(Line::size).sum();
            requireRoom(job, part.lines().size(), bytes);
            lines.add(id, part.lines());
            jobs.receive(job, part.lines().size(), bytes, part.header(), time.now());
        }
        if (part.last()) {
            trail.append(new Entry(
                    "bulk-job.received",
                    null,
                    id,
                    part.digest(),
                    Map.of("digest", HexFormat.of().formatHex(part.digest()))));
        }
        return job.received() + part.lines().size();
    }

    /** Parts of several jobs that come at one moment do not see each other: they may pass the organization's limit by what they are. */
    private void requireRoom(BulkJob job, int rows, long bytes) {
        if (job.receivedBytes() + bytes > maxBytes) {
            throw new Problem(
                    ProblemType.TOO_LARGE, "The rows of a job may have up to %d bytes together.".formatted(maxBytes));
        }
        if (jobs.waitingBytes(job.organization()) + BulkJobs.weight(rows, bytes) > maxWaiting) {
            throw Order.conflict(
                    "Your organization's rows that wait have %d bytes, as many as they may.".formatted(maxWaiting),
                    "Commit or cancel jobs, and go on with this one when their rows have gone.");
        }
    }

    /**
     * Rows that follow one another.
     *
     * @param first the number of the first
     * @param header of a CSV; otherwise empty
     * @param digest SHA-256 of the whole upload when this is its last part; otherwise empty
     */
    record Part(int first, List<Line> lines, List<String> header, byte[] digest) {
        Part {
            lines = List.copyOf(lines);
            header = List.copyOf(header);
        }

        boolean last() {
            return digest.length > 0;
        }

        void require(BulkJob job) {
            if (job.state() != BulkState.RECEIVING) {
                throw Order.conflict(
                        "The job is %s.".formatted(job.state().stored()), "Create a new job for further rows.");
            }
            if (job.received() != first - 1) {
                throw new Problem(
                        ProblemType.CONFLICT,
                        "The job has %d rows.".formatted(job.received()),
                        List.of(new Violation(
                                "#query/first",
                                "The next row of the job is number %d.".formatted(job.received() + 1),
                                "Go on with that row, and say first=%d.".formatted(job.received() + 1))));
            }
            if (!job.header().isEmpty() && !job.header().equals(header)) {
                throw new Problem(
                        ProblemType.CONFLICT,
                        "The job's other rows stand under another header.",
                        List.of(new Violation(
                                "", "The header differs.", "Begin with " + String.join(",", job.header()))));
            }
        }
    }
}
