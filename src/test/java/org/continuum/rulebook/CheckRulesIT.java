package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.continuum.http.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the guide on what was packaged: its classes alone, no service, no database, no setting. */
class CheckRulesIT {
    private static final Path SAMPLE = Documents.SAMPLES.resolve("pa-act48.yaml");

    @TempDir
    private Path folder = Path.of("target");

    private static CheckedRules check(Path... files) throws IOException, InterruptedException {
        return CheckedRules.of(Map.of(), files);
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), text);
    }

    @Test
    void everySampleIsFine() throws Exception {
        List<Path> samples = Documents.in(Documents.SAMPLES);
        CheckedRules checked = check(samples.toArray(Path[]::new));
        assertEquals(0, checked.code(), checked.said());
        assertEquals(samples.size(), checked.said().lines().count(), checked.said());
        assertTrue(checked.said().lines().allMatch(line -> line.endsWith(", all as they say")), checked.said());
    }

    @Test
    void eachCaseThatDoesNotComeOutIsToldWithTheDifference() throws Exception {
        CheckedRules checked = check(written(Documents.text(SAMPLE).replace("outcome: not_ready", "outcome: ready")));
        assertEquals(1, checked.code(), checked.said());
        assertTrue(checked.said().contains("4 worked cases, 2 not as they say"), checked.said());
        assertTrue(
                checked.said()
                        .lines()
                        .skip(1)
                        .allMatch(line -> line.matches("  case '.+' as of \\S+: outcome is not_ready, not ready")),
                checked.said());
    }

    @Test
    void thirtyMistakesAreToldEachWithItsPlaceAndLine() throws Exception {
        List<Violation> mistakes = Documents.mistakes(RuleSetMistakesTest.THIRTY);
        assertTrue(mistakes.size() >= 30, mistakes::toString);
        CheckedRules checked = check(written(RuleSetMistakesTest.THIRTY));
        assertEquals(1, checked.code(), checked.said());
        assertTrue(checked.said().contains("rules.yaml: " + mistakes.size() + " mistakes\n"), checked.said());
        for (Violation mistake : mistakes) {
            String told = (mistake.pointer() + " ").stripLeading() + mistake.detail() + " " + mistake.fix() + "\n";
            assertTrue(told.contains("Line ") && checked.said().contains("  " + told), () -> told + checked.said());
        }
    }

    @Test
    void nothingOfTheServiceIsStarted() throws Exception {
        CheckedRules checked = check(SAMPLE);
        assertEquals(1, checked.said().lines().count(), checked.said());
        assertFalse(checked.said().contains("quarkus"), checked.said());
    }

    @Test
    void whatCannotBeCheckedEndsWithTwo() throws Exception {
        assertEquals(new CheckedRules(2, "usage: bin/check-rules FILE…\n"), check());
        Path missing = folder.resolve("missing.yaml");
        assertEquals(new CheckedRules(2, missing + ": no such file\n"), check(missing));
    }
}
