package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.continuum.http.Problem;
import org.continuum.http.Violation;
import org.continuum.rules.Assessment;
import org.continuum.rules.Effort;
import org.continuum.rules.Fact;
import org.continuum.rules.Outcome;
import org.continuum.rules.Question;

/** A layer adds and tightens; what would loosen its floor is refused at its place, and cannot be written otherwise. */
class LayersTest {
    private static final String FLOOR = Documents.text(Documents.FORMS.resolve("F47-local-floor.yaml"));
    private static final String LAYER = """
            id: layer
            version: "1"
            title: A layer
            authority: A program
            standing: synthetic
            extends: {ruleSet: f47-local-floor}
            enacted: 2010-01-01
            effective: {from: 2010-01-01}
            """;
    private static final String TIGHTER = LAYER + """
            given:
              cut: {value: 42, citation: {label: Handbook 7, mark: synthetic}}
              retakes: {value: 2, citation: {label: Handbook 8, mark: synthetic}}
            requirements:
              - id: EXTRA
                title: More than the state asks
                citation: {label: Handbook 9, mark: synthetic}
                rule: {exists: {kind: artifact}}
            """;

    private static String with(String name, String given) {
        return LAYER + "given:\n  " + name + ": " + given + "\n";
    }

    private static String mark(String value) {
        return "{value: " + value + ", citation: {label: Handbook 7, mark: synthetic}}";
    }

    private static void refused(String document, String pointer, String because) {
        List<Violation> mistakes = Documents.mistakes(document);
        assertTrue(
                mistakes.stream()
                        .anyMatch(each -> each.pointer().equals(pointer)
                                && each.detail().startsWith("Line ")
                                && each.detail().contains(because)),
                () -> pointer + " " + because + " is not among " + mistakes);
        assertEquals(1, mistakes.size(), mistakes::toString);
    }

    @Example
    void aLooserNumberIsRefusedAtItsPlace() {
        refused(with("cut", mark("36")), "/given/cut/value", "36 loosens the floor's 37, which a layer may raise only");
        refused(with("retakes", mark("4")), "/given/retakes/value", "which a layer may lower only");
        assertEquals(List.of(), Documents.mistakes(with("cut", mark("37"))));
        assertEquals(List.of(), Documents.mistakes(with("cut", mark("37.5"))));
        assertEquals(List.of(), Documents.mistakes(with("hours", mark("1"))), "the state lets its layers choose");
    }

    @Example
    void aNumberOfTheLayersNamesWhereItIsWritten() {
        refused(with("cut", "{value: 40}"), "/given/cut/citation", "needed");
        refused(with("cut", mark("many")), "/given/cut/value", "sets a number");
    }

    @Example
    void nothingOfTheFloorIsRedefinedOrTakenAway() {
        refused(LAYER + """
                requirements:
                  - id: TPA
                    title: Nothing at all
                    citation: {label: Handbook 1, mark: synthetic}
                    rule: {count: {kind: exam-result, atLeast: 0}}
                """, "/requirements/0/id", "does not let a layer replace it");
        refused(LAYER + "anchor: 2020-01-01\n", "/anchor", "is not known here");
        refused(LAYER + "licenseTypes: [license]\n", "/licenseTypes", "is not known here");
        String floor = FLOOR.replace("retakes: {value: 3, local: lower}", "retakes: {value: 3}");
        assertEquals(
                List.of("/given/retakes"),
                mistakes(with("retakes", mark("2")), floor).stream()
                        .map(Violation::pointer)
                        .toList());
        String defining = FLOOR.replace("\ngiven:", "\nsets: {s: [a]}\ngiven:")
                .replace(
                        "rule: {exists: {kind: coursework, where: {area: pedagogy}}}",
                        "rule: {forEach: {in: s, as: x, rule: {exists: {kind: coursework}}}}");
        assertEquals(
                List.of("/sets/s"),
                mistakes(LAYER + "sets: {s: [b]}\n", defining).stream()
                        .map(Violation::pointer)
                        .toList());
    }

    @Example
    void whatALayerLiesOnIsAPublishedFloor() {
        refused(LAYER.replace("f47-local-floor", "f47-unheard-of"), "/extends", "No version of 'f47-unheard-of'");
        refused(
                LAYER.replace("{ruleSet: f47-local-floor}", "{ruleSet: f47-local-floor, version: '9'}"),
                "/extends",
                "No version '9'");
        refused(LAYER.replace("{ruleSet: f47-local-floor}", "{ruleSet: layer}"), "/extends/ruleSet", "extends itself");
        refused(LAYER.replace("f47-local-floor", "f47-local-layer"), "/extends/ruleSet", "is itself a layer");
    }

    @Example
    void theMistakesOfALayerHaveTheirPlacesInTheLayer() {
        refused(LAYER + """
                requirements:
                  - id: A
                    title: Fine
                    citation: {label: Handbook 1, mark: synthetic}
                    rule: {exists: {kind: artifact}}
                  - id: B
                    title: Wrong
                    citation: {label: Handbook 2, mark: synthetic}
                    rule: {exists: {kind: artefact}}
                """, "/requirements/1/rule/exists/kind", "is no kind of evidence");
        refused(LAYER + "sets: {mine: [a]}\n", "/sets/mine", "Nothing refers to the set");
    }

    @Example
    void eachRequirementAndNumberSaysWhoseItIs() {
        RuleSetDocument document = Documents.read(TIGHTER);
        Layer layer = document.layer();
        assertNotNull(layer);
        assertEquals(Set.of("EXTRA"), layer.own());
        assertEquals("layer", layer.writtenIn("EXTRA", document));
        assertEquals("f47-local-floor", layer.writtenIn("TPA", document));
        assertEquals(
                List.of(
                        "cut 42 of 37 local Handbook 7 [TPA]",
                        "retakes 2 of 3 local Handbook 8 [ATTEMPTS]",
                        "hours 100 of 100 floor - [HOURS]"),
                layer.parameters().stream().map(LayersTest::told).toList());
    }

    private static String told(Layer.Parameter each) {
        return each.name() + " " + each.value() + " of " + each.floorValue() + (each.local() ? " local " : " floor ")
                + (each.citation() == null ? "-" : each.citation().label()) + " " + each.requirements();
    }

    @Example
    void aFloorThatIsRaisedAboveTheLayersNumberCounts() {
        RuleSetDocument raised = Documents.read(FLOOR.replace("cut: {value: 37", "cut: {value: 45")
                .replace("total: 37", "total: 45")
                .replace("version: \"1\"", "version: \"2\""));
        Layer.Parameter cut = Optional.ofNullable(
                        Documents.read(TIGHTER).on(raised).layer())
                .orElseThrow()
                .parameters()
                .getFirst();
        assertEquals("cut 45 of 45 floor example rule 3(a) [TPA]", told(cut));
    }

    /** Numbers that a state lets its layers choose, and requirements that it lets them replace, are left out here. */
    @Property(tries = 300)
    void nobodyIsReadierUnderALayer(@ForAll Random random) {
        RuleSetDocument floor = Documents.read(FLOOR);
        RuleSetDocument layered = Documents.read(TIGHTER);
        List<Fact> facts = facts(random);
        int under = outcome(floor, facts);
        int over = outcome(layered, facts);
        assertTrue(over >= under, () -> under + " " + over + " " + facts);
    }

    private static int outcome(RuleSetDocument document, List<Fact> facts) {
        Outcome outcome = Assessment.of(
                        document.ruleSet(),
                        facts,
                        new Question("license", LocalDate.of(2024, 1, 1), Instant.MAX, LocalDate.MAX),
                        Effort.ofARequest())
                .outcome();
        return outcome == null ? -1 : outcome.ordinal();
    }

    private static List<Fact> facts(Random random) {
        StringBuilder evidence = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            evidence.append(
                    "      - {id: T%d, kind: performance-assessment, occurredOn: 2021-01-01, instrument: edTPA, total: %d}\n"
                            .formatted(i, 33 + random.nextInt(14)));
        }
        evidence.append("      - {id: H, kind: clinical-experience, occurredOn: 2021-01-01, hours: %d}\n"
                .formatted(random.nextInt(200)));
        for (String kind : List.of("artifact", "coursework")) {
            if (random.nextBoolean()) {
                evidence.append(
                        "      - {id: %1$s, kind: %1$s, occurredOn: 2021-01-01, area: pedagogy}\n".formatted(kind));
            }
        }
        String cases = "cases:\n  - name: c\n    evidence:\n" + evidence
                + "    questions: [{asOf: 2022-01-01, outcome: ready}]\n";
        return new ArrayList<>(
                Documents.read(TIGHTER + cases).cases().getFirst().evidence());
    }

    private static List<Violation> mistakes(String layer, String floor) {
        try {
            RuleSetDocument.read(layer.getBytes(StandardCharsets.UTF_8), any -> Optional.of(Documents.read(floor)));
            return List.of();
        } catch (Problem refused) {
            return refused.violations();
        }
    }
}
