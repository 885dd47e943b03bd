package org.continuum.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.evidence.EvidenceId;
import org.continuum.evidence.ReverseEvidence;
import org.continuum.evidence.Touch;
import org.continuum.trail.ServiceTime;

/** Takes a piece of a job back, as retractions of one reversal. */
@ApplicationScoped
public class UndoRows {
    private final BulkJobs jobs;
    private final BulkRows rows;
    private final ReverseEvidence reverse;
    private final ServiceTime time;

    UndoRows(BulkJobs jobs, BulkRows rows, ReverseEvidence reverse, ServiceTime time) {
        this.jobs = jobs;
        this.rows = rows;
        this.reverse = reverse;
        this.time = time;
    }

    /** @param limit how many rows at most */
    @Act
    public void undo(Caller caller, UUID id, int limit) {
        BulkJob job = jobs.lock(caller.organization(), id);
        BulkJob.Undo undo = job.undo();
        if (job.state() != BulkState.UNDOING || undo == null) {
            return;
        }
        List<BulkRow> accepted = rows.after(id, undo.reversed(), BulkRowState.ACCEPTED, limit);
        Map<UUID, Touch> touched =
                reverse.reverse(caller, new ReverseEvidence.Reversal(undo.reversal(), undo.body()), records(accepted));
        if (!accepted.isEmpty()) {
            rows.addReversed(id, accepted, touched);
        }
        int upTo = accepted.size() < limit ? job.received() : accepted.getLast().number();
        jobs.reversed(job, upTo, accepted.size() - touched.size(), touched.size(), time.now());
    }

    static List<EvidenceId> records(List<BulkRow> accepted) {
        return accepted.stream()
                .map(row ->
                        new EvidenceId(Objects.requireNonNull(row.person()), Objects.requireNonNull(row.evidence())))
                .toList();
    }
}
