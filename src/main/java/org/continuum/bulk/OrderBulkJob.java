package org.continuum.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.http.Problem;
import org.continuum.trail.Entry;
import org.continuum.trail.Receipt;
import org.continuum.trail.Trail;

/** Has something done with a job; a worker then does it. */
@ApplicationScoped
public class OrderBulkJob {
    private final BulkJobs jobs;
    private final Trail trail;

    OrderBulkJob(BulkJobs jobs, Trail trail) {
        this.jobs = jobs;
        this.trail = trail;
    }

    /**
     * @return the job as it stands after it; also when the same was ordered before
     * @throws Problem "conflict" if the job cannot go there
     */
    @Act
    public BulkJob order(Caller caller, UUID id, Order order) {
        BulkJob job = jobs.lock(caller.organization(), id);
        if (job.state().isAtOrBehind(order.target())) {
            return job;
        }
        order.require(job);
        Receipt receipt = trail.append(new Entry(order.type(), null, id, bytes(order), Map.of()));
        jobs.move(job, order.target(), undo(order), receipt.recordedAt());
        return jobs.get(caller.organization(), id);
    }

    /** What came in; of an order without a body its name. */
    private static byte[] bytes(Order order) {
        return order instanceof Order.Undo undo ? undo.bytes() : order.type().getBytes(StandardCharsets.UTF_8);
    }

    private static BulkJob.@org.jspecify.annotations.Nullable Undo undo(Order order) {
        return order instanceof Order.Undo undo
                ? new BulkJob.Undo(Ids.next(), undo.reason(), undo.bytes(), 0, 0, 0)
                : null;
    }
}
