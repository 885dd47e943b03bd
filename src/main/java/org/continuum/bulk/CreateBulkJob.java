package org.continuum.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.http.Problem;
import org.continuum.http.Violation;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** Opens a job for rows to come. */
@ApplicationScoped
public class CreateBulkJob {
    private final Idempotency idempotency;
    private final BulkJobs jobs;
    private final JobKeys keys;
    private final Trail trail;

    CreateBulkJob(Idempotency idempotency, BulkJobs jobs, JobKeys keys, Trail trail) {
        this.idempotency = idempotency;
        this.jobs = jobs;
        this.keys = keys;
        this.trail = trail;
    }

    /** @param bytes the request as it was received */
    @Act
    public Recorded create(Caller caller, BulkJobRequest request, byte[] bytes, @Nullable RequestKey key) {
        if ((request.kind() == null) == (request.format() == BulkFormat.CSV)) {
            throw Problem.unacceptable(List.of(new Violation(
                    "/kind",
                    "A CSV has rows of one kind; lines of NDJSON name their own.",
                    "Send a kind with csv, and none with ndjson.")));
        }
        return idempotency.once(key, () -> {
            UUID id = Ids.next();
            Receipt receipt = trail.append(new Entry("bulk-job.created", null, id, bytes, Map.of()));
            jobs.add(id, request, keys.wrapNew(id), receipt.recordedAt());
            return new Recorded(id, receipt);
        });
    }
}
