package org.continuum.fire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The figures of a run, for {@code docs/durability.md}. */
final class Report {
    private static final Path PAGE = Path.of("docs/durability.md");
    private static final String LAST_RUN = "## Last run\n";

    private final StringBuilder text = new StringBuilder();

    /**
     * @param sabotage what was tried and what of it was seen, one line each
     * @param leftOut what this machine cannot do, one line each
     */
    Report(
            List<Outcome> outcomes,
            List<Duplicates> duplicates,
            List<String> sabotage,
            List<String> leftOut,
            String system) {
        line(
                "%s, %d cores, Java %s, %s. %d faults, %d requests acknowledged.",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                system,
                outcomes.size(),
                outcomes.stream().mapToLong(Outcome::acknowledged).sum());
        table(outcomes);
        for (Duplicates each : duplicates) {
            line(
                    "\n%d sendings of %d requests by many clients at once: %d answered 201, %d failed and repeated; double"
                            + " effects: %d, different answers: %d.",
                    each.sendings(),
                    each.keys(),
                    each.answered(),
                    each.failed(),
                    each.verdict().doubled().size(),
                    each.verdict().unstable().size());
        }
        line("\n**All together:**\n");
        total("acknowledged and lost, or not the same", outcomes, duplicates, Verdict::lost);
        total("doubled", outcomes, duplicates, Verdict::doubled);
        total("half-written", outcomes, duplicates, Verdict::halfWritten);
        total("answered in two ways", outcomes, duplicates, Verdict::unstable);
        total("told \"nothing was recorded\" of what was recorded", outcomes, duplicates, Verdict::untrue);
        total("anything else that should not be", outcomes, duplicates, Verdict::strange);
        line("\n**Sabotage**, which must be seen:\n");
        sabotage.forEach(each -> line("- %s", each));
        leftOut.forEach(each -> line("\nNot done here: %s.", each));
    }

    String text() {
        return text.toString();
    }

    void write() throws IOException {
        String page = Files.readString(PAGE);
        Files.writeString(PAGE, page.substring(0, page.indexOf(LAST_RUN) + LAST_RUN.length()) + text);
    }

    private void table(List<Outcome> outcomes) {
        line("");
        line(
                "| fault | times | acknowledged | unanswered | of these committed | bulk jobs under way | answers again after, median | at most |");
        line("|---|---|---|---|---|---|---|---|");
        for (Fault fault : Fault.values()) {
            List<Outcome> of =
                    outcomes.stream().filter(each -> each.fault() == fault).toList();
            if (of.isEmpty()) {
                continue;
            }
            List<Long> recoveries =
                    of.stream().map(Outcome::recoveryMillis).sorted().toList();
            line(
                    "| %s | %d | %d | %d | %d | %d | %.1f s | %.1f s |",
                    fault.words,
                    of.size(),
                    of.stream().mapToLong(Outcome::acknowledged).sum(),
                    of.stream().mapToLong(Outcome::open).sum(),
                    of.stream().mapToLong(Outcome::committedUnanswered).sum(),
                    of.stream().mapToLong(Outcome::jobs).sum(),
                    recoveries.get(recoveries.size() / 2) / 1e3,
                    recoveries.getLast() / 1e3);
        }
    }

    /** Each thing once, though every comparison after it finds it again. */
    private void total(
            String what, List<Outcome> outcomes, List<Duplicates> duplicates, Function<Verdict, List<String>> kind) {
        Set<String> found = new TreeSet<>();
        Stream.concat(
                        outcomes.stream().map(Outcome::verdict),
                        duplicates.stream().map(Duplicates::verdict))
                .map(kind)
                .forEach(found::addAll);
        line("- %s: **%d**", what, found.size());
        found.stream()
                .limit(5)
                .forEach(each -> line("  - %s", each.length() > 400 ? each.substring(0, 400) + "…" : each));
    }

    private void line(String format, Object... values) {
        text.append(format.formatted(values)).append('\n');
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
}
