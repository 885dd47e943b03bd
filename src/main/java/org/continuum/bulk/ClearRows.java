package org.continuum.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;

/** Lets go what a job had not recorded when it was canceled. */
@ApplicationScoped
public class ClearRows {
    private static final int PIECE = 20_000;

    private final BulkJobs jobs;
    private final BulkLines lines;

    ClearRows(BulkJobs jobs, BulkLines lines) {
        this.jobs = jobs;
        this.lines = lines;
    }

    /** @param after the number behind which rows may be left; the number up to which none are */
    @Act
    public int clear(Caller caller, UUID id, int after) {
        BulkJob job = jobs.lock(caller.organization(), id);
        int upTo = Math.min(after + PIECE, job.received());
        lines.remove(id, after, upTo);
        if (upTo == job.received()) {
            jobs.cleared(job);
        }
        return upTo;
    }
}
