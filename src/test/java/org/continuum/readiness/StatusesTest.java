package org.continuum.readiness;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the worked cases of real regimes do not reach, each row asked through the service. */
@QuarkusTest
class StatusesTest {
    private static final String EXAM = """
            - id: R
              title: The examination
              citation: {label: Sec. 1, mark: synthetic}
              waivable: true
              rule:
                exists: {kind: exam-result, where: {test: X}, must: {passed: true}}
            """;
    private static final String DEFERRED =
            EXAM.replace("  waivable: true", "  deferral: {until: 2025-06-30, consequence: the license lapses}");
    private static final String TABLE = """
            - id: R
              title: The examination
              citation: {label: Sec. 1, mark: synthetic}
              rule:
                exists: {kind: exam-result, where: {test: X}, must: {score: {atLeast: {table: marks, column: pass}}}}
            """;
    private static final String MARKS = """
            tables:
              marks: {keys: {form: form}, rows: [{form: A, pass: 50}]}
            """;

    /**
     * A row: what happens, what is asked, what comes out.
     *
     * @param says what the first finding or the reason of a rejection must say; empty for nothing
     */
    private record Row(
            String name,
            String further,
            String requirement,
            Consumer<Setting> happens,
            List<String> dates,
            String outcome,
            String status,
            String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(
            String name,
            String requirement,
            Consumer<Setting> happens,
            List<String> dates,
            String outcome,
            String status,
            String says) {
        return new Row(name, "", requirement, happens, dates, outcome, status, says);
    }

    private static UUID passes(Setting setting) {
        return setting.post("/evidence", exam(setting), "2024-03-05");
    }

    private static ObjectNode exam(Setting setting) {
        return setting.evidence("exam-result", "2024-03-01", "test", "X", "passed", true);
    }

    private static void waives(Setting setting) {
        setting.decided(
                setting.evidence(
                        "decision",
                        "2024-03-10",
                        "act",
                        "waive",
                        "result",
                        "granted",
                        "requirement",
                        "R",
                        "expiresOn",
                        "2024-12-31"),
                "2024-03-10");
    }

    private static Consumer<Setting> withdrawn(boolean byIssuer) {
        return setting -> setting.retract(passes(setting), byIssuer, "2024-04-10");
    }

    private static void signedLate(Setting setting) {
        ObjectNode exam = exam(setting);
        exam.putArray("requiredSignatures").add("proctor");
        UUID id = setting.post("/evidence", exam, "2024-03-05");
        setting.sign(
                id,
                exam.objectNode().put("role", "proctor").put("signer", "P").put("signedOn", "2024-03-06"),
                "2024-03-20");
    }

    static Stream<Row> rows() {
        List<String> inMay = List.of("asOf", "2024-05-01");
        return Stream.of(
                row("a result", EXAM, StatusesTest::passes, inMay, "ready", "met", ""),
                row(
                        "a result before it was recorded",
                        EXAM,
                        StatusesTest::passes,
                        List.of("asOf", "2024-05-01", "evidenceKnownAsOf", "2024-03-04"),
                        "not_ready",
                        "unmet",
                        ""),
                row(
                        "a result on the day it was recorded, to the instant",
                        EXAM,
                        StatusesTest::passes,
                        List.of("asOf", "2024-03-05", "evidenceKnownAsOf", "2024-03-05T17:00:00Z"),
                        "ready",
                        "met",
                        ""),
                row(
                        "a signature, given but not yet recorded",
                        EXAM,
                        StatusesTest::signedLate,
                        List.of("asOf", "2024-05-01", "evidenceKnownAsOf", "2024-03-19"),
                        "pending",
                        "pending_verification",
                        ""),
                row(
                        "a signature, recorded",
                        EXAM,
                        StatusesTest::signedLate,
                        List.of("asOf", "2024-05-01", "evidenceKnownAsOf", "2024-03-20"),
                        "ready",
                        "met",
                        ""),
                row(
                        "withdrawn by its issuer",
                        EXAM,
                        withdrawn(true),
                        inMay,
                        "not_ready",
                        "revoked",
                        "withdrawn by its issuer"),
                row(
                        "taken back by its submitter",
                        EXAM,
                        withdrawn(false),
                        inMay,
                        "not_ready",
                        "unmet",
                        "taken back by its submitter"),
                row(
                        "withdrawn, but that was not known yet",
                        EXAM,
                        withdrawn(true),
                        List.of("asOf", "2024-05-01", "evidenceKnownAsOf", "2024-04-09"),
                        "ready",
                        "met",
                        ""),
                row("waived", EXAM, StatusesTest::waives, inMay, "ready", "waived", "waived by a decision"),
                row(
                        "waived, but the waiver has ended",
                        EXAM,
                        StatusesTest::waives,
                        List.of("asOf", "2025-01-01"),
                        "not_ready",
                        "unmet",
                        ""),
                row(
                        "waived, but that was not known yet",
                        EXAM,
                        StatusesTest::waives,
                        List.of("asOf", "2024-05-01", "evidenceKnownAsOf", "2024-03-09"),
                        "not_ready",
                        "unmet",
                        ""),
                row(
                        "deferred, to the last day",
                        DEFERRED,
                        setting -> {},
                        List.of("asOf", "2025-06-30"),
                        "ready_with_conditions",
                        "deferred",
                        "may be met until 2025-06-30; the license lapses"),
                row(
                        "no longer deferred",
                        DEFERRED,
                        setting -> {},
                        List.of("asOf", "2025-07-01"),
                        "not_ready",
                        "unmet",
                        ""),
                new Row(
                        "a mark that no table has",
                        MARKS,
                        TABLE,
                        setting -> setting.post(
                                "/evidence",
                                setting.evidence("exam-result", "2024-03-01", "test", "X", "form", "B", "score", 99),
                                "2024-03-05"),
                        inMay,
                        "indeterminate",
                        "indeterminate",
                        "table marks has no row for {form=B}"),
                new Row(
                        "a mark that the table has",
                        MARKS,
                        TABLE,
                        setting -> setting.post(
                                "/evidence",
                                setting.evidence("exam-result", "2024-03-01", "test", "X", "form", "A", "score", 50),
                                "2024-03-05"),
                        inMay,
                        "ready",
                        "met",
                        ""));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void asTheRulesAndTheRecordsOfThatDaySay(Row row) {
        Setting setting = Setting.fresh();
        String type = setting.publishRules(row.further(), row.requirement());
        row.happens().accept(setting);

        setting.ask(type, row.dates().toArray(String[]::new))
                .body("outcome", equalTo(row.outcome()))
                .body("requirements[0].status", equalTo(row.status()))
                .body(containsString(row.says()));
    }

    /** Enacted later and reaching back: what the law was known to be decides. */
    @Test
    void theLawAsItWasKnown() {
        Setting setting = Setting.fresh();
        String type = setting.publishRules(EXAM);
        setting.publish("""
                        id: %1$s
                        version: "2"
                        title: Made-up rules, relaxed
                        authority: Board of a made-up state
                        standing: synthetic
                        licenseTypes: [%1$s]
                        enacted: 2024-06-01
                        effective: {from: 2024-01-01}
                        zone: America/New_York
                        requirements:
                        """.formatted(type)
                        .concat(EXAM.replace("must: {passed: true}", "")
                                .replace(", }", "}")
                                .indent(2))
                        .getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(201);
        setting.post(
                "/evidence", setting.evidence("exam-result", "2024-03-01", "test", "X", "passed", false), "2024-03-05");

        setting.ask(type, "asOf", "2024-05-01", "rulesKnownAsOf", "2024-05-31")
                .body("rules.version", equalTo("1"))
                .body("outcome", equalTo("not_ready"));
        setting.ask(type, "asOf", "2024-05-01", "rulesKnownAsOf", "2024-06-01")
                .body("rules.version", equalTo("2"))
                .body("outcome", equalTo("ready"));
    }

    /** A waiver and an equivalence are decisions; the answer says whose, when, and why. */
    @Test
    void whatAnAuthorityDecidedStandsThereWithWhoAndWhenAndWhy() {
        Setting setting = Setting.fresh();
        String type = setting.publishRules(EXAM + """
                - id: S
                  title: Preparation
                  citation: {label: Sec. 2, mark: synthetic}
                  rule:
                    anyOf:
                      - id: here
                        exists: {kind: qualification, where: {level: bachelor}}
                      - id: abroad
                        basis: reciprocal
                        exists: {kind: decision, where: {act: equate, topic: preparation}, must: {result: equal}}
                - id: T
                  title: Practice
                  citation: {label: Sec. 3, mark: synthetic}
                  rule:
                    anyOf:
                      - exists: {kind: clinical-experience}
                      - basis: substitution
                        exists: {kind: decision, where: {act: equate, topic: practice}, must: {result: equal}}
                """);
        Map<String, Object> decider = Map.of("name", "Dana Decider", "role", "program-director");
        String waiver = setting.decided(
                        setting.evidence(
                                "decision",
                                "2024-03-10",
                                "act",
                                "waive",
                                "result",
                                "granted",
                                "requirement",
                                "R",
                                "assessor",
                                decider,
                                "reasons",
                                "She has written the examination's handbook."),
                        "2024-03-10")
                .toString();
        for (String topic : List.of("preparation", "practice")) {
            setting.decided(
                    setting.evidence(
                            "decision",
                            "2024-03-11",
                            "act",
                            "equate",
                            "result",
                            "equal",
                            "topic",
                            topic,
                            "assessor",
                            decider,
                            "reasons",
                            "Judged equal in substance: " + topic),
                    "2024-03-11");
        }

        setting.ask(type, "asOf", "2024-05-01")
                .body("outcome", equalTo("ready"))
                .body("requirements[0].status", equalTo("waived"))
                .body("requirements[0].evidenceUsed[0].id", equalTo(waiver))
                .body("requirements[0].evidenceUsed[0].occurredOn", equalTo("2024-03-10"))
                .body("requirements[0].evidenceUsed[0].recordedAt", startsWith("2024-03-10T17:00"))
                .body("requirements[0].evidenceUsed[0].decision.act", equalTo("waive"))
                .body(
                        "requirements[0].evidenceUsed[0].decision.organization",
                        equalTo(setting.authority().toString()))
                .body("requirements[0].evidenceUsed[0].decision.decider", equalTo("Dana Decider"))
                .body("requirements[0].evidenceUsed[0].decision.role", equalTo("program-director"))
                .body(
                        "requirements[0].evidenceUsed[0].decision.reasons",
                        equalTo("She has written the examination's handbook."))
                .body("requirements[1].status", equalTo("met"))
                .body("requirements[1].basis", equalTo("reciprocal"))
                .body("requirements[1].route", equalTo("abroad"))
                .body(
                        "requirements[1].evidenceUsed.decision.reasons",
                        hasItem("Judged equal in substance: preparation"))
                .body("requirements[2].basis", equalTo("substitution"))
                .body("requirements[2].evidenceUsed.decision.act", hasItem("equate"));
        String letter = setting.board()
                .accept("text/plain")
                .queryParam("licenseType", type)
                .queryParam("asOf", "2024-05-01")
                .get("/people/{id}/readiness", setting.person())
                .asString()
                .replaceAll("\\s+", " ");
        assertTrue(
                letter.contains("decided (waive: granted) by Dana Decider, program-director, for organization "
                        + setting.authority() + ", because: She has written"),
                letter);
    }
}
