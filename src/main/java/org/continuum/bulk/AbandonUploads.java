package org.continuum.bulk;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.continuum.http.Problem;
import org.continuum.trail.ServiceTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Cancels uploads that nobody has come back to: their rows are personal data that serve nothing. */
@ApplicationScoped
class AbandonUploads {
    private static final Logger LOG = Logger.getLogger(AbandonUploads.class);

    private final Database database;
    private final BulkJobs jobs;
    private final OrderBulkJob order;
    private final BulkWorker worker;
    private final ServiceTime time;
    private final Duration keep;

    /** @param keep how long an upload waits for its submitter */
    AbandonUploads(
            Database database,
            BulkJobs jobs,
            OrderBulkJob order,
            BulkWorker worker,
            ServiceTime time,
            @ConfigProperty(name = "continuum.bulk.keep-uploads") Duration keep) {
        this.database = database;
        this.jobs = jobs;
        this.order = order;
        this.worker = worker;
        this.time = time;
        this.keep = keep;
    }

    @Scheduled(every = "1h", delayed = "5m")
    void abandon() {
        for (UUID id : database.as(
                ServiceIdentity.BULK, () -> jobs.abandoned(time.now().minus(keep)))) {
            BulkJob job = database.as(ServiceIdentity.BULK, () -> jobs.find(id)).orElseThrow();
            try {
                order.order(job.caller(), id, new Order.Cancel());
                LOG.infof("Bulk job %s was canceled: nobody has touched it for %s", id, keep);
            } catch (Problem moved) {
                LOG.debugf("Bulk job %s has moved on", id);
            }
        }
        worker.wake();
    }
}
