package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.continuum.rules.Outcome;
import org.continuum.rules.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every form of rule that was found in real law, written in the language, with the answers an expert would give. The
 * documents beside this test are the table: one form each, to be read by people.
 */
class RuleFormsTest {
    private static final Path MAP = Path.of("docs/rule-forms.md");

    /** A quota beyond the person, and duties of others: these bind somebody else. */
    private static final Set<String> OUTSIDE = Set.of("F50", "F53");

    static List<Path> forms() {
        return Documents.in(Documents.FORMS);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void itsAnswersAreThoseOfAnExpert(Path form) {
        RuleSetDocument document = Documents.read(form);
        assertFalse(document.cases().isEmpty(), "a form without worked cases shows nothing");
        assertEquals("", Documents.reds(document));
    }

    @Test
    void eachOfTheFiftySixFormsIsWrittenOrLiesOutsideThePersonsRules() {
        Set<String> missing = new TreeSet<>();
        for (int i = 1; i <= 56; i++) {
            missing.add("F%02d".formatted(i));
        }
        missing.removeAll(OUTSIDE);
        forms().forEach(form -> missing.remove(form.getFileName().toString().substring(0, 3)));
        assertEquals(Set.of(), missing);
    }

    @Test
    void theMapNamesEachFormAndEachDocumentItNamesIsThere() {
        String map = Documents.text(MAP);
        for (int i = 1; i <= 56; i++) {
            assertTrue(map.contains("| F%02d |".formatted(i)), "F%02d is missing from %s".formatted(i, MAP));
        }
        List<String> named = new ArrayList<>();
        Matcher matcher = Pattern.compile("F\\d\\d-[a-z-]+").matcher(map);
        while (matcher.find()) {
            named.add(matcher.group());
        }
        List<String> there = forms().stream()
                .map(form -> form.getFileName().toString().replace(".yaml", ""))
                .toList();
        assertEquals(new TreeSet<>(there), new TreeSet<>(named));
    }

    @Test
    void eachSampleThatTheMapNamesIsThere() {
        Matcher matcher = Pattern.compile("sample `([a-z0-9-]+)`").matcher(Documents.text(MAP));
        Set<String> named = new TreeSet<>();
        while (matcher.find()) {
            named.add(matcher.group(1) + ".yaml");
        }
        assertFalse(named.isEmpty());
        Documents.in(Documents.SAMPLES)
                .forEach(sample -> named.remove(sample.getFileName().toString()));
        assertEquals(Set.of(), named);
    }

    @Test
    void eachTestThatTheMapNamesIsThere() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher matcher = Pattern.compile("`(\\w+Test)\\.(\\w+)`").matcher(Documents.text(MAP));
        while (matcher.find()) {
            named.add(matcher.group(1) + ".java " + matcher.group(2));
        }
        assertTrue(named.size() > 12);
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            for (Path test :
                    tests.filter(file -> file.toString().endsWith("Test.java")).toList()) {
                String text = Documents.text(test);
                named.removeIf(name -> name.startsWith(test.getFileName() + " ")
                        && text.contains("void " + name.substring(name.indexOf(' ') + 1) + "("));
            }
        }
        assertEquals(Set.of(), named);
    }

    @Test
    void everyOperatorOccurs() {
        String all =
                String.join("\n", Documents.all().stream().map(Documents::text).toList());
        for (String operator : ExpressionReader.OPERATORS) {
            assertTrue(Pattern.compile("\\b" + operator + ":").matcher(all).find(), operator + " is shown nowhere");
        }
    }

    @Test
    void everyStatusAndEveryOutcomeIsExpectedSomewhere() {
        Set<Status> statuses = EnumSet.noneOf(Status.class);
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        Documents.all().stream()
                .map(Documents::read)
                .flatMap(document -> document.cases().stream())
                .flatMap(worked -> worked.questions().stream())
                .forEach(asked -> {
                    outcomes.add(asked.outcome());
                    asked.requirements().values().forEach(expected -> statuses.add(expected.status()));
                });
        assertEquals(EnumSet.allOf(Status.class), statuses);
        assertEquals(EnumSet.allOf(Outcome.class), outcomes);
    }
}
