package org.continuum.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.evidence.AddEvidence;
import org.continuum.trail.ServiceTime;

/**
 * Records a piece of a job: evidence, trail, the results of its rows and the job's progress in one transaction. A crash
 * leaves the piece undone as a whole, and whoever takes it up again finds where to go on.
 */
@ApplicationScoped
public class CommitRows {
    private final BulkJobs jobs;
    private final BulkLines lines;
    private final BulkRows rows;
    private final AddEvidence evidence;
    private final ServiceTime time;

    CommitRows(BulkJobs jobs, BulkLines lines, BulkRows rows, AddEvidence evidence, ServiceTime time) {
        this.jobs = jobs;
        this.lines = lines;
        this.rows = rows;
        this.evidence = evidence;
        this.time = time;
    }

    /**
     * Does nothing if the job has moved on since the piece was read.
     *
     * @throws AddEvidence.Collision if another act was quicker; the same piece will do in a new transaction
     */
    @Act
    public void commit(Caller caller, UUID id, Piece piece) {
        BulkJob job = jobs.lock(caller.organization(), id);
        if (job.state() != BulkState.COMMITTING || job.done() != piece.after()) {
            return;
        }
        List<Result> results = piece.results(evidence.add(caller, piece.candidates()));
        rows.addResults(id, results);
        lines.remove(id, piece.after(), piece.upTo());
        jobs.committed(job, piece.upTo(), Piece.counts(results), time.now());
    }
}
