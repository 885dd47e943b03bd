package org.continuum.readiness;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.access.Unwalled;
import org.continuum.vault.DevelopmentKeys;
import org.continuum.vault.PersonKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is frozen with an answer, and what computing it again says. */
@QuarkusTest
class DeterminationTest {
    private static final String HOURS = """
            - id: hours
              title: Enough hours
              citation: {label: Sec. 1, mark: synthetic}
              rule:
                sum: {kind: clinical-experience, where: {gradeBand: 1-2}, of: hours, atLeast: 100}
            """;

    private static final String FROM_ANOTHER_ENGINE = """
            INSERT INTO determination SELECT person_id, ?, person_seq, license_type, outcome, as_of, evidence_known_as_of,
                rules_known_as_of, rule_set_id, rule_set_version, rule_set_digest, '0', ?, recorded_at, organization_id,
                actor
            FROM determination WHERE person_id = ? AND id = ?""";

    private static final String ANSWER = "SELECT answer FROM determination WHERE person_id = ? AND id = ?";

    private Setting setting;

    @BeforeEach
    void open() {
        setting = Setting.fresh();
    }

    private UUID hours(String band, int hours, String occurredOn, String on) {
        return setting.post(
                "/evidence",
                setting.evidence("clinical-experience", occurredOn, "hours", hours, "gradeBand", band),
                on);
    }

    private ValidatableResponse read(UUID determination) {
        return setting.board().get(setting.at(determination)).then().statusCode(200);
    }

    private ValidatableResponse again(UUID determination) {
        return setting.board()
                .get(setting.at(determination) + "/recomputation")
                .then()
                .statusCode(200);
    }

    @Test
    void everythingItWasComputedFromStandsInIt() {
        String type = setting.publishRules(HOURS);
        String used = hours("1-2", 60, "2024-03-01", "2024-03-02").toString();
        String unused = hours("3-5", 60, "2024-03-01", "2024-03-02").toString();
        hours("1-2", 60, "2024-07-01", "2024-07-02"); // had not happened
        String digest = setting.board()
                .get("/people/{id}/evidence/{evidence}", setting.person(), unused)
                .then()
                .extract()
                .path("digest");

        read(setting.freeze(type, "2024-05-01"))
                .body("digest", matchesPattern("[0-9a-f]{64}"))
                .body("ruleSetDigest", matchesPattern("[0-9a-f]{64}"))
                .body("answer.rules.digest", matchesPattern("[0-9a-f]{64}"))
                .body("answer.engine", notNullValue())
                .body("answer.asOf", equalTo("2024-05-01"))
                .body("answer.evidenceKnownAsOf", notNullValue())
                .body("answer.rulesKnownAsOf", notNullValue())
                .body("answer.personSeq", greaterThan(0))
                .body("answer.inputs.id", contains(used, unused))
                .body("answer.inputs[1].digest", equalTo(digest))
                .body("answer.requirements[0].evidenceUsed.id", contains(used));
    }

    @Test
    void whatIsTakenBackSignedOrAddedLaterChangesNothing() {
        String type = setting.publishRules(HOURS);
        UUID counted = hours("1-2", 100, "2024-03-01", "2024-03-02");
        UUID determination = setting.freeze(type, "2024-05-01");
        setting.retract(counted, true, "2150-01-01");
        hours("1-2", 100, "2024-03-01", "2150-01-01");

        setting.ask(type, "asOf", "2024-05-01").body("requirements[0].evidenceUsed.id", hasSize(1));
        again(determination).body("same", equalTo(true)).body("differences", hasSize(0));
    }

    /** Retracted is evidence by its submitter; withdrawn are rules by their maker: known from when that was made law. */
    @Test
    void aRuleSetThatIsWithdrawnLaterChangesNothing() {
        String type = setting.publishRules(HOURS);
        UUID determination = UUID.fromString(setting.board()
                .body(Map.of("licenseType", type, "asOf", "2024-05-01", "rulesKnownAsOf", "2024-05-01"))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        Setting.as(setting.authority(), Role.RULE_AUTHOR)
                .body(Map.of("enacted", "2024-06-01", "effectiveFrom", "2024-01-01", "reason", "struck down"))
                .post("/rule-sets/{id}/versions/1/withdrawal", type)
                .then()
                .statusCode(201);

        setting.board()
                .queryParam("licenseType", type)
                .queryParam("asOf", "2024-05-01")
                .get("/people/{id}/readiness", setting.person())
                .then()
                .statusCode(422);
        again(determination).body("same", equalTo(true)).body("differences", hasSize(0));
    }

    /** Even where clocks stand still: the sandbox sets the time, and it is the same for both. */
    @Test
    void theNumbersOfTheRecordTellWhatWasThereWhereTimesDoNot() {
        String type = setting.publishRules(HOURS);
        UUID counted = hours("1-2", 100, "2024-03-01", "2024-05-01");
        UUID determination = UUID.fromString(setting.board()
                .header("Sandbox-Time", "2024-05-01T17:00:00Z")
                .body(Map.of("licenseType", type))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        setting.retract(counted, true, "2024-05-01");
        hours("1-2", 10, "2024-03-01", "2024-05-01");

        read(determination).body("answer.outcome", equalTo("ready"));
        again(determination).body("differences", hasSize(0)).body("same", equalTo(true));
    }

    @Test
    void nobodyFreezesWhatWillOnlyBeKnownLater() {
        String type = setting.publishRules(HOURS);
        UUID determination = UUID.fromString(setting.board()
                .body(Map.of("licenseType", type, "evidenceKnownAsOf", "2150-01-01"))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        String known = read(determination).extract().path("answer.evidenceKnownAsOf");
        hours("1-2", 100, "2024-03-01", "2149-01-01");

        assertTrue(known.compareTo("2100") < 0, known);
        again(determination).body("same", equalTo(true));
    }

    @Test
    void anAnswerOfAnotherEngineSaysThatItIs() throws SQLException {
        String type = setting.publishRules(HOURS);
        UUID determination = setting.freeze(type, "2024-05-01");
        UUID old = UUID.randomUUID();
        try (Connection connection = Unwalled.open();
                PreparedStatement select = connection.prepareStatement(ANSWER);
                PreparedStatement insert = connection.prepareStatement(FROM_ANOTHER_ENGINE)) {
            PersonKey key = DevelopmentKeys.of(connection, setting.person()).orElseThrow();
            select.setObject(1, setting.person());
            select.setObject(2, determination);
            ResultSet row = select.executeQuery();
            row.next();
            String answer = new String(
                    key.open(row.getBytes(1), "determination.answer", determination), StandardCharsets.UTF_8);
            byte[] other = answer.replaceFirst("\"engine\":\"[^\"]*\"", "\"engine\":\"0\"")
                    .getBytes(StandardCharsets.UTF_8);
            insert.setObject(1, old);
            insert.setBytes(2, key.seal(other, "determination.answer", old));
            insert.setObject(3, setting.person());
            insert.setObject(4, determination);
            insert.executeUpdate();
        }

        again(old).body("same", equalTo(false)).body("differences", contains("/engine"));
        again(determination).body("same", equalTo(true));
    }

    @Test
    void theQuestionIsRefusedWhereTheBodyNamesIt() {
        setting.board()
                .body(Map.of("licenseType", "no-such-license"))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/licenseType"));
        String type = setting.publishRules(HOURS);
        setting.board()
                .body(Map.of("licenseType", type, "evidenceKnownAsOf", "2024-02-31"))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/evidenceKnownAsOf"));
    }
}
