package org.continuum.readiness;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.continuum.access.Role;
import org.continuum.bulk.Jobs;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before somebody commits or undoes a batch they can see whose readiness it would change. */
@QuarkusTest
class BulkEffectTest {
    private static final String HOURS = """
            id: %1$s
            version: "1"
            title: Hours
            authority: A test
            standing: synthetic
            licenseTypes: [%1$s]
            enacted: 2020-01-01
            effective: {from: 2020-01-01}
            zone: America/New_York
            requirements:
              - id: hours
                title: Enough hours
                citation: {label: "Sec. 1", mark: synthetic}
                waivable: true
                rule:
                  sum: {kind: clinical-experience, of: hours, atLeast: 100}
            """;

    private final String licenseType = "bulk-hours-" + UUID.randomUUID();
    private Setting setting;
    private Jobs jobs;

    @BeforeEach
    void settle() {
        setting = Setting.fresh();
        jobs = new Jobs(setting.provider());
    }

    @Test
    void a_commit_and_its_undoing_are_foreseen_for_those_whose_answer_would_be_another() {
        setting.publish(HOURS.formatted(licenseType).getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(201);
        UUID gains = Registry.person(setting.provider());
        UUID hasEnough = Registry.person(setting.provider());
        UUID stillLacks = Registry.person(setting.provider());
        UUID earlier = jobs.with(List.of(hours(gains, 60), hours(hasEnough, 100)));
        commit(earlier);
        UUID job = jobs.with(List.of(
                hours(gains, 30), hours(hasEnough, 10), hours(stillLacks, 90), hours(gains, 10), hours(gains, -1)));
        ask(job).statusCode(422).body("errors.pointer", contains("#path/id"));
        jobs.previewed(job);
        assertThat(transitions(job)).containsExactly(gains + " not_ready ready");
        assertThat(transitions(job)).as("asking records nothing").containsExactly(gains + " not_ready ready");

        commit(job);
        assertThat(transitions(job)).containsExactly(gains + " ready not_ready");
        assertThat(transitions(earlier))
                .containsExactlyInAnyOrder(gains + " ready not_ready", hasEnough + " ready not_ready");

        Setting.as(Registry.provider(), Role.PROGRAM_SUBMITTER)
                .get("/bulk-jobs/" + job + "/effect?licenseType=" + licenseType)
                .then()
                .statusCode(404);
        ask(job, "nothing-of-that-name").statusCode(422).body("errors.pointer", contains("#query/licenseType"));
    }

    /** One record, told of once and under the id that stands for it, whichever of its ids a row names. */
    @Test
    void whoever_was_registered_twice_is_judged_once_by_all_of_her_evidence() {
        setting.publish(HOURS.formatted(licenseType).getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(201);
        UUID absorbed = Registry.person(setting.provider());
        UUID survivor = Registry.person(setting.provider());
        UUID absorbedToo = Registry.person(setting.provider());
        commit(jobs.with(List.of(hours(absorbed, 20), hours(survivor, 20))));
        for (UUID each : List.of(absorbed, absorbedToo)) {
            Registry.merge(setting.provider(), survivor, each);
        }
        UUID job = jobs.with(List.of(hours(survivor, 10), hours(absorbed, 20), hours(absorbedToo, 30)));
        jobs.previewed(job);
        assertThat(transitions(job)).containsExactly(survivor + " not_ready ready");
        commit(job);
        assertThat(transitions(job)).containsExactly(survivor + " ready not_ready");
    }

    @Test
    void whoever_may_not_ask_for_readiness_is_not_told_what_a_job_would_make_of_it() {
        setting.publish(HOURS.formatted(licenseType).getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(201);
        UUID person = setting.person();
        UUID district = Registry.organization("employer", "US-ZZ");
        Registry.employ(district, person);
        Jobs theirs = new Jobs(district);
        UUID job = theirs.with(List.of(hours(person, 100)));
        theirs.previewed(job);
        String effect = "/bulk-jobs/" + job + "/effect?licenseType=" + licenseType;
        Setting.as(district, Role.PROGRAM_SUBMITTER)
                .get("/people/{id}/readiness?licenseType=" + licenseType, person)
                .then()
                .statusCode(404);
        assertThat(theirs.pages(effect)).isEmpty();
        Registry.herself(person)
                .get("/people/{id}/accesses", person)
                .then()
                .body("items.operation", not(hasItem("foreseeBulkEffect")));

        Registry.herself(person)
                .body(Map.of("organization", district, "scopes", List.of("readiness"), "until", "2099-01-01T00:00:00Z"))
                .post("/people/{id}/consents", person)
                .then()
                .statusCode(201);
        assertThat(theirs.pages(effect))
                .extracting(one -> one.path("after").asText())
                .containsExactly("ready");
    }

    /** What is found of a long text takes more than half of what a request may take. */
    @Test
    void a_page_ends_where_its_answers_have_taken_what_those_of_a_request_may() {
        String many = IntStream.range(0, 400).mapToObj(i -> "w" + i).collect(Collectors.joining(", "));
        String rule = """
                sets: {s: [%s]}
                requirements:
                  - id: hours
                    title: Enough hours, or much else
                    citation: {label: "Sec. 1", mark: synthetic}
                    rule:
                      anyOf:
                        - forEach: {in: s, as: each, rule: {allOf: [%s]}}
                        - sum: {kind: clinical-experience, of: hours, atLeast: 100}
                """.formatted(
                many, String.join(", ", Collections.nCopies(5, "{exists: {kind: observation, must: {said: little}}}")));
        setting.publish((HOURS.substring(0, HOURS.indexOf("requirements:")) + rule)
                        .formatted(licenseType)
                        .getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(201);
        List<UUID> people = Stream.generate(() -> Registry.person(setting.provider()))
                .limit(3)
                .toList();
        String talkative = setting.evidence(
                        "observation",
                        "2026-05-01",
                        "attributes",
                        Map.of("said", Collections.nCopies(60, "much".repeat(250))))
                .toString();
        UUID job = jobs.with(people.stream()
                .flatMap(each -> Stream.of(
                        hours(each, 100), talkative.replace(setting.person().toString(), each.toString())))
                .toList());
        jobs.previewed(job);
        List<String> told = ask(job).statusCode(200)
                .body("items.size()", lessThan(3))
                .body("next", notNullValue())
                .extract()
                .path("items.person");
        UUID untold = people.stream()
                .filter(each -> !told.contains(each.toString()))
                .findFirst()
                .orElseThrow();
        Registry.herself(untold)
                .get("/people/{id}/accesses", untold)
                .then()
                .body("items.operation", not(hasItem("foreseeBulkEffect")));
        assertThat(jobs.pages("/bulk-jobs/" + job + "/effect?licenseType=" + licenseType))
                .extracting(one -> one.path("person").asText())
                .containsExactlyInAnyOrderElementsOf(
                        people.stream().map(UUID::toString).toList());
    }

    /** A batch of what is only supposed, under a rule of one's own, would otherwise find out any number of others. */
    @Test
    void under_rules_that_no_authority_has_made_a_job_is_judged_by_what_the_caller_may_read() {
        String own = "own-" + UUID.randomUUID();
        given().auth()
                .oauth2(Tokens.of(setting.provider(), Role.RULE_AUTHOR))
                .contentType("application/yaml")
                .body(HOURS.formatted(own).getBytes(StandardCharsets.UTF_8))
                .post("/rule-sets")
                .then()
                .statusCode(201);
        setting.decided(setting.evidence("clinical-experience", "2026-05-01", "hours", 60), "2026-05-02");
        UUID job = jobs.with(List.of(hours(setting.person(), 50)));
        jobs.previewed(job);
        assertThat(jobs.pages("/bulk-jobs/" + job + "/effect?licenseType=" + own))
                .isEmpty();
    }

    @Test
    void what_an_authority_of_another_jurisdiction_would_decide_by_the_job_makes_nobody_ready() {
        setting.publish(HOURS.formatted(licenseType).getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(201);
        UUID person = setting.person();
        for (String jurisdiction : List.of("US-YY", "US-ZZ")) {
            UUID authority = Registry.organization("licensing-authority", jurisdiction);
            Registry.employ(Registry.organization("employer", jurisdiction), person);
            Registry.herself(person)
                    .body(Map.of(
                            "organization", authority, "scopes", List.of("readiness"), "until", "2099-01-01T00:00:00Z"))
                    .post("/people/{id}/consents", person)
                    .then()
                    .statusCode(201);
            Jobs theirs = new Jobs(authority);
            UUID job = theirs.with(List.of(
                    setting.evidence("decision", "2026-05-01", "act", "waive", "result", "so", "requirement", "hours")
                            .toString()));
            theirs.previewed(job);
            assertThat(theirs.pages("/bulk-jobs/" + job + "/effect?licenseType=" + licenseType))
                    .as(jurisdiction)
                    .hasSize(jurisdiction.equals("US-ZZ") ? 1 : 0);
        }
    }

    private void commit(UUID job) {
        jobs.previewed(job);
        jobs.order(job, "commit").statusCode(202);
        jobs.awaited(job, "committed");
    }

    /** A person a page, so that most pages have nothing to tell. */
    private List<String> transitions(UUID job) {
        List<JsonNode> all = jobs.pages("/bulk-jobs/" + job + "/effect?limit=1&licenseType=" + licenseType);
        return all.stream()
                .map(one -> one.path("person").asText() + " "
                        + one.path("before").asText() + " " + one.path("after").asText())
                .toList();
    }

    private io.restassured.response.ValidatableResponse ask(UUID job) {
        return ask(job, licenseType);
    }

    private io.restassured.response.ValidatableResponse ask(UUID job, String type) {
        return Setting.as(setting.provider(), Role.PROGRAM_SUBMITTER)
                .get("/bulk-jobs/" + job + "/effect?licenseType=" + type)
                .then();
    }

    private static String hours(UUID person, int hours) {
        return "{\"kind\":\"clinical-experience\",\"person\":\"%s\",\"occurredOn\":\"2026-05-01\",\"hours\":%d}"
                .formatted(person, hours);
    }
}
