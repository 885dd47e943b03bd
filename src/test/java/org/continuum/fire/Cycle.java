package org.continuum.fire;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Load, one fault in the middle of it, recovery, and the comparison of what clients were told with what is there.
 *
 * <p>A cycle in which nothing was acknowledged before the fault proves nothing, and fails.
 */
final class Cycle {
    private static final int CLIENTS = 8;
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long a silent connection to the database may keep the service from answering. */
    private static final Duration SILENCE = Duration.ofSeconds(32);

    private static final Duration PATIENCE_IN_SILENCE = Duration.ofSeconds(40);

    private static final int OLD_ANSWERS = 10;

    private final Site site;
    private final Fault fault;
    private final Random random;
    private final int enough;
    private final Verdict verdict = new Verdict();
    private long hitAt;

    /** @param enough acknowledgements before the fault */
    Cycle(Site site, Fault fault, long seed, int enough) {
        this.site = site;
        this.fault = fault;
        this.random = new Random(seed);
        this.enough = enough;
    }

    /** How it went. Throws when it could not be brought to its end. */
    Outcome run() throws Exception {
        long first = site.ledger.next() + 1;
        Clients clients = site.clients(fault == Fault.DATABASE_SILENT ? PATIENCE_IN_SILENCE : PATIENCE);
        clients.start(CLIENTS, random.nextLong());
        awaitAcknowledgements(clients);
        Pause.millis(random.nextInt(400));
        int acknowledged = clients.acknowledged();
        hitAt = System.nanoTime();
        hitAndMend(clients);
        clients.stop();
        long recovery = answerAgain(clients);
        clients.join();
        int jobs = clients.finishBatches(RECOVERY);
        Outcome seen = settle(first, acknowledged, recovery, jobs);
        compare();
        return seen.with(verdict);
    }

    private void awaitAcknowledgements(Clients clients) throws IOException {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (clients.acknowledged() < enough) {
            if (System.nanoTime() > deadline) {
                clients.stop();
                throw new IOException("Only " + clients.acknowledged() + " requests were acknowledged, "
                        + clients.failed() + " failed: nothing would be proven");
            }
            Pause.millis(10);
        }
    }

    private void hitAndMend(Clients clients) throws IOException, SQLException {
        switch (fault) {
            case SERVICE_KILLED -> {
                site.service.kill();
                clients.stop();
                site.service.start();
            }
            case POSTGRES_KILLED -> {
                site.postgres.kill();
                clients.stop();
                site.postgres.start();
            }
            case POWER_CUT -> {
                Disk disk = site.disk().orElseThrow();
                disk.cut();
                site.postgres.kill();
                clients.stop();
                disk.restore();
                site.postgres.start();
            }
            case FORCE_FAILS -> failForce(clients);
            case DISK_FULL -> fillDisk(clients);
            case DATABASE_CUT_BEFORE -> breakWire(site.database, FaultProxy.Fault.CUT_BEFORE, "", 40);
            case DATABASE_CUT_AFTER -> breakWire(site.database, FaultProxy.Fault.CUT_AFTER, "COMMIT\0", 5);
            case DATABASE_SILENT -> silenceDatabase(clients);
            case CLIENT_CUT_BEFORE -> breakWire(site.front, FaultProxy.Fault.CUT_BEFORE, "POST /", 3);
            case CLIENT_CUT_AFTER -> breakWire(site.front, FaultProxy.Fault.CUT_AFTER, "HTTP/1.1 201", 3);
            case CLIENT_SILENT -> breakWire(site.front, FaultProxy.Fault.SILENCE_AFTER, "HTTP/1.1 201", 4);
        }
    }

    private void failForce(Clients clients) throws IOException {
        long said = Files.size(site.postgres.log());
        try (FailingForce failing = FailingForce.in(site.postgres.processes())) {
            await("PostgreSQL to panic", RECOVERY, () -> logSince(said).contains("PANIC"));
            clients.stop();
        }
        site.postgres.startIfDown();
    }

    private void fillDisk(Clients clients) throws IOException, SQLException {
        Disk disk = site.disk().orElseThrow();
        int before = clients.failed();
        disk.fill();
        try {
            if (random.nextBoolean()) {
                forgetSpareLog();
            }
            await("a request to fail", RECOVERY, () -> clients.failed() > before + 5);
        } finally {
            clients.stop();
            disk.empty();
        }
        site.postgres.startIfDown();
    }

    /** Makes the next record of the write-ahead log need room soon. */
    private void forgetSpareLog() {
        try (Connection superuser = site.postgres.asSuperuser();
                var statement = superuser.createStatement()) {
            for (int i = 0; i < 8; i++) {
                statement.execute("select pg_switch_wal()");
                statement.execute("select pg_logical_emit_message(false, 'fire', 'x')");
            }
        } catch (SQLException full) {
            // that is the fault
        }
    }

    private void breakWire(FaultProxy wire, FaultProxy.Fault kind, String trigger, int every) throws IOException {
        wire.begin(kind, trigger, every);
        await("the wire to be cut once: nothing would be proven", RECOVERY, () -> wire.struck() > 0);
        Pause.millis(1_000);
        wire.end();
        hitAt = System.nanoTime();
    }

    /** The service must notice by itself: nobody closes these connections while it waits. */
    private void silenceDatabase(Clients clients) throws IOException {
        site.database.begin(FaultProxy.Fault.SILENCE_AFTER, "COMMIT\0", 3);
        await("connections to fall silent", RECOVERY, () -> site.database.silent() >= 8);
        site.database.begin(FaultProxy.Fault.NONE, "", 1);
        clients.stop();
        try {
            await("the service to give up on a silent database", SILENCE, clients::haveStopped);
        } finally {
            site.database.end();
        }
    }

    private String logSince(long offset) throws IOException {
        return new String(Files.readAllBytes(site.postgres.log()), java.nio.charset.StandardCharsets.UTF_8)
                .substring((int) Math.min(offset, Files.size(site.postgres.log())));
    }

    /** Sends one request under one key until it is acknowledged; milliseconds since the fault. */
    private long answerAgain(Clients clients) throws IOException {
        Asked probe = clients.submission();
        site.ledger.sent(probe);
        site.insist(probe, Duration.ofSeconds(2));
        return Duration.ofNanos(System.nanoTime() - hitAt).toMillis();
    }

    /** Counts what had committed unanswered, then asks again for whatever has a key and no answer, twice. */
    private Outcome settle(long first, int acknowledgedBefore, long recovery, int jobs)
            throws IOException, SQLException {
        List<Ledger.Line> lines = site.ledger.linesFrom(first).stream()
                .filter(line -> line.asked().kind() != Asked.Kind.ROW)
                .toList();
        List<Ledger.Line> open =
                lines.stream().filter(line -> line.acknowledgement().isEmpty()).toList();
        int committed = 0;
        try (Connection superuser = site.postgres.asSuperuser()) {
            Comparison now = new Comparison(superuser);
            for (Ledger.Line line : open) {
                if (now.has(line.asked())) {
                    committed++;
                    line.answers().stream()
                            .filter(Answer::claimsThatNothingWasRecorded)
                            .findFirst()
                            .ifPresent(answer -> verdict.untrue()
                                    .add("request " + line.asked().number() + " was recorded, and answered: "
                                            + answer.body()));
                }
            }
        }
        int repeated = 0;
        for (Ledger.Line line : unsettled()) {
            if (line.asked().key() != null) {
                site.insist(line.asked(), PATIENCE);
                site.insist(line.asked(), PATIENCE);
                repeated++;
            }
        }
        oldAnswersStand();
        int acknowledged = lines.size() - open.size();
        return new Outcome(
                fault,
                lines.size(),
                acknowledged,
                acknowledgedBefore,
                open.size(),
                committed,
                repeated,
                jobs,
                recovery,
                verdict);
    }

    /** Also what an earlier run, which was itself cut off, left open. */
    private List<Ledger.Line> unsettled() {
        return site.ledger.lines().stream()
                .filter(line -> line.acknowledgement().isEmpty())
                .filter(line -> line.answers().stream().noneMatch(Answer::refuses))
                .toList();
    }

    private void oldAnswersStand() throws IOException {
        List<Ledger.Line> old = new ArrayList<>(site.ledger.lines().stream()
                .filter(line ->
                        line.asked().key() != null && line.acknowledgement().isPresent())
                .toList());
        java.util.Collections.shuffle(old, random);
        for (Ledger.Line line : old.subList(0, Math.min(OLD_ANSWERS, old.size()))) {
            site.insist(line.asked(), PATIENCE);
            readsTheSame(line);
        }
    }

    /** Through the service, as its readers see it. */
    private void readsTheSame(Ledger.Line line) throws IOException {
        Asked asked = line.asked();
        Answer.Receipt receipt = line.acknowledgement().orElseThrow().receipt();
        if (asked.kind() == Asked.Kind.SUBMISSION || asked.kind() == Asked.Kind.CORRECTION) {
            Answer bytes = site.api.get("/people/" + asked.person() + "/evidence/" + receipt.id() + "/bytes");
            if (bytes.status() >= 400 || !bytes.body().equals(asked.body())) {
                verdict.lost().add("request " + asked.number() + " reads otherwise than it was sent: " + bytes);
            }
        }
    }

    private void compare() throws SQLException {
        try (Connection superuser = site.postgres.asSuperuser()) {
            long deadline = System.nanoTime() + RECOVERY.toNanos();
            while (!Invariants.QUEUE_IS_DRAINED.offenders(superuser).isEmpty() && System.nanoTime() < deadline) {
                Pause.millis(20);
            }
            verdict.add(new Comparison(superuser).with(site.ledger));
            verdict.halfWritten().addAll(Invariants.broken(superuser));
            verdict.halfWritten().addAll(LogCheck.broken(superuser));
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(String what, Duration atMost, Condition condition) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Waited in vain for " + what);
            }
            Pause.millis(20);
        }
    }
}
