package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.continuum.http.Problem;
import org.continuum.rules.Citation;
import org.continuum.rules.Outcome;
import org.continuum.rules.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule set that ships carries worked cases, and they come out as an analyst wrote them down. */
class SampleRuleSetsTest {
    private static final Path SAMPLES = Path.of("src/main/resources/org/continuum/rulebook/samples");
    private static final Path TABLE = Path.of("docs/samples.md");

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

    /** The rows of the table of documents: the document's id and what its row says. */
    private static Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        Documents.text(TABLE)
                .lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.split("\\|"))
                .filter(cells -> cells.length > 3 && cells[2].strip().startsWith("`"))
                .forEach(cells -> rows.put(cells[2].strip().replace("`", ""), cells[3]));
        return rows;
    }

    private static String name(Path sample) {
        return sample.getFileName().toString().replace(".yaml", "");
    }

    @Test
    void theTableNamesEachDocumentAndNoOther() {
        assertEquals(
                samples().stream().map(SampleRuleSetsTest::name).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(rows().keySet()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theTableSaysWhatEachRequirementIsAbout(Path sample) {
        Set<String> told = Pattern.compile("`([^`]+)`")
                .matcher(rows().getOrDefault(name(sample), ""))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> written = read(sample).ruleSet().requirements().stream()
                .map(Requirement::id)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(written, told);
    }

    /** A sample says that it is one, and which of its points nobody has read. */
    @ParameterizedTest
    @MethodSource("samples")
    void itSaysHowFarItMayBeReliedOn(Path sample) {
        RuleSetDocument document = read(sample);
        assertEquals("sample", document.standing());
        String notes = String.join("\n", document.notes());
        assertTrue(notes.contains("not legal advice"), notes);
        for (Requirement requirement : document.ruleSet().requirements()) {
            if (requirement.citation().mark() == Citation.Mark.MEMORY) {
                assertTrue(notes.contains("from memory"), requirement.id() + " is from memory, and no note says so");
            }
        }
    }

    /** Answers are asked for at several dates, and not only those of whoever is ready. */
    @ParameterizedTest
    @MethodSource("samples")
    void itsCasesAskMoreThanOnceAndNotOnlyForWhoIsReady(Path sample) {
        List<WorkedCase.Asked> asked = read(sample).cases().stream()
                .flatMap(worked -> worked.questions().stream())
                .toList();
        assertTrue(asked.size() >= 4, asked.size() + " questions");
        assertTrue(asked.stream().anyMatch(one -> one.outcome() == Outcome.READY));
        assertTrue(asked.stream().anyMatch(one -> one.outcome() != Outcome.READY));
    }

    @Test
    void thereAreSamplesOfThirteenRegimes() {
        assertTrue(samples().stream()
                        .map(sample -> name(sample).split("-")[0])
                        .distinct()
                        .count()
                >= 13);
    }

    @Test
    void aCaseThatExpectsSomethingElseIsRed() throws IOException {
        String text =
                Files.readString(SAMPLES.resolve("pa-act48.yaml")).replaceFirst("outcome: not_ready", "outcome: ready");
        RuleSetDocument document = RuleSetDocument.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<SelfTest.Red> reds = SelfTest.run(document.ruleSet(), document.cases());
        assertEquals(
                List.of("outcome is not_ready, not ready"),
                reds.stream().map(SelfTest.Red::what).toList());
    }
}
