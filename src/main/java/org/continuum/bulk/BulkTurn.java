package org.continuum.bulk;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.continuum.evidence.AddEvidence;
import org.continuum.trail.ServiceTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Some pieces of one job, one after the other, until others should have their turn. While a piece is being written the next
 * one is read.
 */
@ApplicationScoped
class BulkTurn {
    private static final Logger LOG = Logger.getLogger(BulkTurn.class);
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 3;

    private final Database database;
    private final BulkJobs jobs;
    private final BulkLines lines;
    private final ReadRows read;
    private final CheckRows check;
    private final CommitRows commit;
    private final UndoRows undo;
    private final ClearRows clear;
    private final ServiceTime time;
    private final int pieceRows;

    BulkTurn(
            Database database,
            BulkJobs jobs,
            BulkLines lines,
            ReadRows read,
            CheckRows check,
            CommitRows commit,
            UndoRows undo,
            ClearRows clear,
            ServiceTime time,
            @ConfigProperty(name = "continuum.bulk.piece-rows") int pieceRows) {
        this.database = database;
        this.jobs = jobs;
        this.lines = lines;
        this.read = read;
        this.check = check;
        this.commit = commit;
        this.undo = undo;
        this.clear = clear;
        this.time = time;
        this.pieceRows = pieceRows;
    }

    /** False if nothing could be done; the job is then put behind the others'. */
    boolean serve(UUID id, BooleanSupplier stopped) {
        long end = System.nanoTime() + LENGTH.toNanos();
        Ahead ahead = new Ahead();
        int cleared = 0;
        try {
            while (!stopped.getAsBoolean() && System.nanoTime() < end) {
                BulkJob job =
                        database.as(ServiceIdentity.BULK, () -> jobs.find(id)).orElseThrow();
                switch (job.state()) {
                    case CHECKING -> {
                        Piece piece = ahead.piece(job);
                        own(() -> check.check(job.caller(), id, piece));
                    }
                    case COMMITTING -> {
                        Piece piece = ahead.piece(job);
                        own(() -> commit.commit(job.caller(), id, piece));
                    }
                    case CANCELED, UNDOING -> {
                        // before rows are taken back, those go that the job never came to
                        if (!job.cleared()) {
                            int after = cleared;
                            cleared =
                                    QuarkusTransaction.requiringNew().call(() -> clear.clear(job.caller(), id, after));
                        } else if (job.state() == BulkState.CANCELED) {
                            return true;
                        } else {
                            own(() -> undo.undo(job.caller(), id, pieceRows));
                        }
                    }
                    case RECEIVING, CHECKED, COMMITTED, UNDONE -> {
                        return true;
                    }
                }
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warnf(e, "A piece of bulk job %s failed, was undone, and will be tried again", id);
            database.as(ServiceIdentity.BULK, () -> {
                jobs.postpone(id, time.now());
                return null;
            });
            return false;
        }
    }

    /** In a transaction of its own, beside that which holds the turn. */
    private static void own(Runnable act) {
        for (int attempt = 1; ; attempt++) {
            try {
                QuarkusTransaction.requiringNew().run(act);
                return;
            } catch (AddEvidence.Collision e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Piece read(BulkJob job, int after) {
        List<Line> found = database.as(ServiceIdentity.BULK, () -> lines.after(job.id(), after, pieceRows));
        int half = found.size() / 2;
        FutureTask<List<ReadRow>> second = started(() -> read.read(job, found.subList(half, found.size())));
        List<ReadRow> rows = new ArrayList<>(read.read(job, found.subList(0, half)));
        rows.addAll(get(second));
        return new Piece(after, found.isEmpty() ? after : found.getLast().number(), rows);
    }

    private static <T> FutureTask<T> started(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    private static <T> T get(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while rows were read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Rows cannot be read", e.getCause());
        }
    }

    /** The piece that follows. Reading it needs neither the transaction nor the lock: rows that came in never change. */
    private final class Ahead {
        private @Nullable FutureTask<Piece> next;
        private int after;

        Piece piece(BulkJob job) {
            FutureTask<Piece> ready = next;
            Piece piece = ready != null && after == job.done() ? get(ready) : read(job, job.done());
            after = piece.upTo();
            next = !piece.rows().isEmpty() && after < job.received() ? started(() -> read(job, piece.upTo())) : null;
            return piece;
        }
    }
}
