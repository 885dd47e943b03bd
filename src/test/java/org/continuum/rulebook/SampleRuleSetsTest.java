package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.continuum.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule set that ships carries worked cases, and they come out as an analyst wrote them down. */
class SampleRuleSetsTest {
    private static final Path SAMPLES = Path.of("src/main/resources/org/continuum/rulebook/samples");

    static List<Path> samples() {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuleSetDocument read(Path sample) {
        try {
            return RuleSetDocument.read(Files.readAllBytes(sample));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Problem e) {
            throw new AssertionError(String.join(
                    "\n", e.violations().stream().map(Object::toString).toList()));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itsWorkedCasesAreGreen(Path sample) {
        RuleSetDocument document = read(sample);
        assertFalse(document.cases().isEmpty(), "a sample without worked cases shows nothing");
        List<SelfTest.Red> reds = SelfTest.run(document.ruleSet(), document.cases());
        assertEquals("", String.join("\n", reds.stream().map(Object::toString).toList()));
    }

    @Test
    void thereAreSamples() {
        assertTrue(samples().size() >= 8);
    }

    @Test
    void aCaseThatExpectsSomethingElseIsRed() throws IOException {
        String text =
                Files.readString(SAMPLES.resolve("pa-act48.yaml")).replace("outcome: not_ready", "outcome: ready");
        RuleSetDocument document = RuleSetDocument.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<SelfTest.Red> reds = SelfTest.run(document.ruleSet(), document.cases());
        assertEquals(
                List.of("outcome is not_ready, not ready"),
                reds.stream().map(SelfTest.Red::what).toList());
    }
}
