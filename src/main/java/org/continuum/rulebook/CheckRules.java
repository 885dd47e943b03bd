package org.continuum.rulebook;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.continuum.http.Problem;
import org.continuum.http.Violation;

/**
 * Checks rule-set documents on the author's own machine, without a service or a database: {@code bin/check-rules FILE…}.
 * A layer finds its floor among the files.
 */
public final class CheckRules {
    private final Map<Path, byte[]> files;
    private final PrintStream out;

    private CheckRules(Map<Path, byte[]> files, PrintStream out) {
        this.files = files;
        this.out = out;
    }

    /** Ends with 0 if every file could be published, 1 if one could not, 2 if there is nothing to check. */
    public static void main(String... arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(check(Arrays.stream(arguments).map(Path::of).toList(), out));
    }

    static int check(List<Path> names, PrintStream out) {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        for (Path name : names) {
            if (!Files.isRegularFile(name)) {
                out.println(name + ": no such file");
                return 2;
            }
            files.put(name, bytes(name));
        }
        if (files.isEmpty()) {
            out.println("usage: bin/check-rules FILE…");
            return 2;
        }
        CheckRules check = new CheckRules(files, out);
        boolean all = true;
        for (Path name : files.keySet()) {
            all &= check.publishable(name);
        }
        return all ? 0 : 1;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean publishable(Path name) {
        try {
            RuleSetDocument document = RuleSetDocument.accept(files.getOrDefault(name, new byte[0]), this::floor);
            List<SelfTest.Red> reds = SelfTest.run(document.ruleSet(), document.cases());
            long red = reds.stream().map(SelfTest.Red::caseName).distinct().count();
            out.println(name + ": " + document.ruleSet().id() + " version "
                    + document.ruleSet().version() + ", "
                    + counted(document.ruleSet().requirements().size(), "requirement") + ", "
                    + counted(document.cases().size(), "worked case")
                    + (red == 0 ? ", all as they say" : ", " + red + " not as they say"));
            reds.forEach(
                    each -> out.println("  case '" + each.caseName() + "' as of " + each.asOf() + ": " + each.what()));
            return reds.isEmpty();
        } catch (Problem refused) {
            out.println(name + ": "
                    + (refused.violations().isEmpty()
                            ? refused.detail()
                            : counted(refused.violations().size(), "mistake")));
            refused.violations().forEach(this::print);
            return false;
        }
    }

    private void print(Violation mistake) {
        out.println("  " + (mistake.pointer().isEmpty() ? "" : mistake.pointer() + " ") + mistake.detail() + " "
                + mistake.fix());
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The version that is named, or the last one enacted, of those that could be read. */
    private Optional<RuleSetDocument> floor(Layering.Extended extended) {
        return files.values().stream()
                .map(CheckRules::readable)
                .flatMap(Optional::stream)
                .filter(each -> each.ruleSet().id().equals(extended.ruleSet()))
                .filter(each -> extended.version() == null
                        || extended.version().equals(each.ruleSet().version()))
                .max(Comparator.comparing(RuleSetDocument::enactment, Enactment.IN_ORDER));
    }

    private static Optional<RuleSetDocument> readable(byte[] document) {
        try {
            return Optional.of(RuleSetDocument.read(document));
        } catch (Problem mistakes) {
            return Optional.empty();
        }
    }
}
