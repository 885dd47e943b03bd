package org.continuum.fire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The long form of {@link FireIT}: {@code bin/prove-durability}. No part of the suite. It keeps what it has done in its
 * folder and goes on from there when it is started again; docs/durability.md says what it proves.
 */
class ProveDurability {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KILLS = Integer.getInteger("continuum.fire.kills", 200);
    private static final int CUTS = Integer.getInteger("continuum.fire.cuts", 50);
    private static final int OTHERS = Integer.getInteger("continuum.fire.others", 5);
    private static final int DUPLICATES = Integer.getInteger("continuum.fire.duplicates", 10_000);
    private static final Path FOLDER = Path.of(System.getProperty("continuum.fire.folder", "target/durability"));
    private static final int TIMES = 50;
    private static final int ENOUGH = 40;

    private final List<String> leftOut = new ArrayList<>();
    private boolean disk;

    @Test
    void run() throws Exception {
        Files.createDirectories(FOLDER);
        Optional<String> noDisk = Disk.impossible(FOLDER);
        noDisk.ifPresent(leftOut::add);
        disk = noDisk.isEmpty();
        Optional<String> noTracing = FailingForce.impossible();
        noTracing.ifPresent(leftOut::add);
        leftOut.forEach(each -> say("Left out: " + each));
        List<String> sabotage = sabotage();
        Progress progress = new Progress(FOLDER.resolve("outcomes.jsonl"));
        String system = burn(progress, progress.left(wanted(noTracing.isEmpty())));
        List<Duplicates> duplicates =
                List.of(JSON.readValue(Files.readString(FOLDER.resolve("duplicates.json")), Duplicates.class));
        Report report = new Report(progress.outcomes(), duplicates, sabotage, leftOut, system);
        say(report.text());
        report.write();
        assertThat(progress.outcomes()).allMatch(outcome -> outcome.verdict().isClean());
        assertThat(duplicates).allMatch(each -> each.verdict().isClean());
    }

    private Map<Fault, Integer> wanted(boolean tracing) {
        Map<Fault, Integer> wanted = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            if (fault.needsDisk && !disk || fault == Fault.FORCE_FAILS && !tracing) {
                continue;
            }
            wanted.put(
                    fault,
                    switch (fault) {
                        case SERVICE_KILLED -> KILLS / 2;
                        case POSTGRES_KILLED -> KILLS - KILLS / 2;
                        case POWER_CUT -> CUTS;
                        case FORCE_FAILS,
                                DISK_FULL,
                                DATABASE_CUT_BEFORE,
                                DATABASE_CUT_AFTER,
                                DATABASE_SILENT,
                                CLIENT_CUT_BEFORE,
                                CLIENT_CUT_AFTER,
                                CLIENT_SILENT -> OTHERS;
                    });
        }
        return wanted;
    }

    /** One fault after the other, and at the end the duplicates. Returns what it ran on. */
    private String burn(Progress progress, List<Fault> left) throws Exception {
        Path place = FOLDER.resolve("site");
        Site site = Site.open(place, disk);
        try {
            for (int i = 0; i < left.size(); i++) {
                Fault fault = left.get(i);
                Outcome outcome = burn(site, fault, progress.outcomes().size());
                progress.add(outcome);
                say("%s %d left: %s; %d acknowledged, %d unanswered, %d of them committed; answers again after %s%s"
                        .formatted(
                                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                                left.size() - i - 1,
                                fault,
                                outcome.acknowledged(),
                                outcome.open(),
                                outcome.committedUnanswered(),
                                Report.seconds(outcome.recoveryMillis()),
                                outcome.verdict().isClean() ? "" : "; FOUND " + outcome.verdict()));
                if (outcome.acknowledged() == 0) { // it did not come to its end: begin again from what is on the disk
                    site.close();
                    site = Site.open(place, disk);
                }
            }
            duplicates(site);
            return version(site);
        } finally {
            site.close();
        }
    }

    private static Outcome burn(Site site, Fault fault, long seed) {
        try {
            return new Cycle(site, fault, seed, ENOUGH).run();
        } catch (Exception e) {
            Verdict verdict = new Verdict();
            verdict.strange().add(fault + ", number " + seed + ", did not come to its end: " + e);
            return new Outcome(fault, 0, 0, 0, 0, 0, 0, 0, 0, verdict);
        }
    }

    private static void duplicates(Site site) throws Exception {
        Path known = FOLDER.resolve("duplicates.json");
        if (!Files.exists(known)) {
            say("Sending " + DUPLICATES + " duplicates …");
            Duplicates sent = Duplicates.send(site, Math.max(1, DUPLICATES / TIMES), TIMES, 1);
            Files.writeString(known, JSON.writeValueAsString(sent));
        }
    }

    /** On a site of its own, which does not outlive it. Throws when the harness is blind. */
    private List<String> sabotage() throws Exception {
        Path known = FOLDER.resolve("sabotage.txt");
        if (Files.exists(known)) {
            return Files.readAllLines(known);
        }
        say("Trying whether what must be seen is seen …");
        Path place = FOLDER.resolve("sabotaged");
        List<String> seen = new ArrayList<>();
        try (Site site = Site.open(place, disk)) {
            Outcome sound = new Cycle(site, Fault.POSTGRES_KILLED, 1, ENOUGH).run();
            assertThat(sound.verdict()).as("before the sabotage").isEqualTo(new Verdict());
            assertThat(Sabotage.unseenInTheRows(site)).isEmpty();
            seen.add("a superuser breaks each of " + Invariants.values().length
                    + " invariants of the rows, doubles a record, removes a key: each seen");
            assertThat(Sabotage.unseenInTheLedger(site)).isEmpty();
            seen.add(
                    "an acknowledgement is invented, one is changed, a second one differs, an event is invented, a record"
                            + " was asked for by nobody: each seen");
            for (Sabotage.Setting setting : Sabotage.Setting.values()) {
                if (disk || !setting.fault.needsDisk) {
                    int lost = Sabotage.lost(site, setting, 2, ENOUGH);
                    String name = "`" + Arrays.toString(setting.settings) + "`, " + setting.fault.words;
                    assertThat(lost).as(name).isPositive();
                    seen.add(name + ": " + lost + " losses seen");
                }
            }
        }
        Command.run("rm", "-rf", place.toString());
        seen.forEach(each -> say("- " + each));
        return Files.readAllLines(Files.write(known, seen));
    }

    private static String version(Site site) throws SQLException {
        try (Connection superuser = site.postgres.asSuperuser()) {
            return "PostgreSQL " + superuser.getMetaData().getDatabaseProductVersion() + " in the same machine";
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
