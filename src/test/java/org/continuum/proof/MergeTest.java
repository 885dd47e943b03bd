package org.continuum.proof;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;
import static org.continuum.people.Registry.identifier;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.launch.Superuser;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same human, registered by two programs; and what becomes of the two records. */
@QuarkusTest
class MergeTest {
    private static final String REASON = "The same diploma, shown to both.";

    private Board board;
    private UUID college;

    /** Registered by the university, as the board knows her; evidence is enough but for one observation. */
    private UUID first;

    /** Registered by the college. */
    private UUID second;

    @BeforeEach
    void register() {
        board = Board.open();
        college = Registry.organization("preparation-provider", "US-MA");
        String family = name();
        first = person(board.university(), "Ana Lúcia", family, identifier(board.university(), "u1-" + family));
        second = person(college, "Ana-Lucia", family.toUpperCase(), identifier(college, "c1-" + family));
        Registry.enroll(board.university(), Registry.program(board.university()), first);
        Registry.enroll(college, Registry.program(college), second);
    }

    @Test
    void two_who_are_alike_are_found_and_only_the_authority_of_both_is_told() {
        assertThat(open(board.authority())).contains(pair());
        String page = decider(board.authority())
                .get("/possible-duplicates?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page).doesNotContain("Ana", "Lucia", "1999-04-30");
        as(board.authority(), Role.BOARD_ANALYST)
                .get("/possible-duplicates")
                .then()
                .statusCode(403);
        as(college, Role.PROGRAM_ADMINISTRATOR)
                .get("/possible-duplicates")
                .then()
                .statusCode(403);
        for (UUID other : List.of(
                board.university(), college, Registry.organization("licensing-authority", "YY"), UUID.randomUUID())) {
            decider(other).get("/possible-duplicates").then().statusCode(200).body("items", empty());
        }
    }

    @Test
    void whoever_registers_is_not_told_that_there_is_somebody_alike() {
        String family = name();
        String alone = registered(college, family);
        String alike = registered(board.university(), family);
        assertThat(shape(alike)).isEqualTo(shape(alone));
    }

    @Test
    void two_who_were_found_to_be_two_are_asked_about_again_only_when_something_else_matches() {
        dismiss(List.of(second, first)).then().statusCode(201);
        assertThat(open(board.authority())).doesNotContain(pair());
        assertThat(listed(board.authority(), "dismissed")).contains(pair());
        change(college, second, "Ana", "Somebody-Else");
        assertThat(listed(board.authority(), "dismissed")).doesNotContain(pair());
        change(college, second, "Ana", lastName(first));
        assertThat(open(board.authority())).contains(pair());
    }

    @Test
    void a_dismissal_has_a_named_human_and_two_who_are_alike() {
        machine()
                .body(Map.of("persons", List.of(first, second), "reason", REASON))
                .post("/possible-duplicates/dismissals")
                .then()
                .statusCode(403);
        UUID other = person(college, name(), name());
        dismiss(List.of(first, other)).then().statusCode(422).body("errors.pointer", contains("/persons"));
        decider(college)
                .body(Map.of("persons", List.of(first, second), "reason", REASON))
                .post("/possible-duplicates/dismissals")
                .then()
                .statusCode(422);
    }

    @Test
    void after_the_merge_the_old_id_leads_to_the_record_and_the_record_has_all_of_both() {
        observe(board.university(), first, "2026-03-02");
        check(board.university(), first);
        UUID observed = observe(college, second, "2026-03-03");
        assertThat(outcome(first)).isEqualTo("not_ready");
        merge(first, second).then().statusCode(201);
        for (String each : List.of(
                "",
                "/evidence?limit=10",
                "/evidence/" + observed,
                "/enrollments",
                "/licenses",
                "/continuum",
                "/grants",
                "/readiness?licenseType=" + board.licenseType())) {
            analyst()
                    .redirects()
                    .follow(false)
                    .get("/people/" + second + each)
                    .then()
                    .statusCode(308)
                    .header("Location", "/people/" + first + each);
            as(UUID.randomUUID(), Role.BOARD_ANALYST)
                    .get("/people/" + second + each)
                    .then()
                    .statusCode(404);
        }
        assertThat(outcome(first)).isEqualTo("ready_with_conditions");
        analyst()
                .get("/people/" + first + "/evidence")
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items.id", hasItem(observed.toString()));
        analyst().get("/people/" + first + "/enrollments").then().body("items", hasSize(2));
        analyst()
                .get("/people/" + first + "/continuum")
                .then()
                .statusCode(200)
                .body("preparation.enrollments", hasSize(2));
        assertThat(open(board.authority())).doesNotContain(pair());
        assertThat(listed(board.authority(), "merged")).contains(pair());
    }

    @Test
    void writes_are_led_on_with_their_method_and_nothing_is_done_at_the_old_id() {
        merge(first, second).then().statusCode(201);
        Map<String, Object> body = Map.of("program", Registry.program(college), "startedOn", "2026-09-01");
        as(college, Role.PROGRAM_SUBMITTER)
                .redirects()
                .follow(false)
                .body(body)
                .post("/people/" + second + "/enrollments")
                .then()
                .statusCode(308)
                .header("Location", "/people/" + first + "/enrollments");
        analyst().get("/people/" + first + "/enrollments").then().body("items", hasSize(2));
        as(college, Role.PROGRAM_SUBMITTER)
                .body(body)
                .post("/people/" + first + "/enrollments")
                .then()
                .statusCode(201);
    }

    @Test
    void grants_follow_those_given_before_and_those_given_later() {
        UUID district = Registry.employer();
        UUID press = Registry.employer();
        consent(second, press);
        as(college, Role.PROGRAM_SUBMITTER).get("/people/" + first).then().statusCode(404);
        merge(first, second).then().statusCode(201);
        as(college, Role.PROGRAM_SUBMITTER).get("/people/" + first).then().statusCode(200);
        as(board.university(), Role.PROGRAM_SUBMITTER)
                .redirects()
                .follow(false)
                .get("/people/" + second)
                .then()
                .statusCode(308);
        UUID observed = observe(college, first, "2026-03-05");
        as(college, Role.PROGRAM_SUBMITTER)
                .get("/people/" + first + "/evidence/" + observed)
                .then()
                .statusCode(200);
        hr(press).get("/people/" + first + "/licenses").then().statusCode(200);
        hr(district).get("/people/" + first).then().statusCode(404);
        Registry.employ(district, first);
        hr(district).get("/people/" + first).then().statusCode(200);
        hr(district).redirects().follow(false).get("/people/" + second).then().statusCode(308);
        revoke(first, press);
        hr(press).get("/people/" + first + "/licenses").then().statusCode(404);
        hr(press).get("/people/" + second + "/licenses").then().statusCode(404);
    }

    @Test
    void she_keeps_the_token_that_she_has_and_sees_all_of_her_record_growth_too() {
        UUID district = Registry.employer();
        Registry.employ(district, second);
        UUID grown = grow(district, second);
        hr(district).get("/people/" + second).then().statusCode(200);
        merge(first, second).then().statusCode(201);
        for (UUID token : List.of(first, second)) {
            herself(token).get("/people/" + first + "/evidence/" + grown).then().statusCode(200);
            herself(token)
                    .get("/people/" + first + "/accesses?limit=200")
                    .then()
                    .statusCode(200)
                    .body("items.organization", hasItem(district.toString()));
            herself(token)
                    .get("/people/" + first + "/grants")
                    .then()
                    .statusCode(200)
                    .body("items.organization", hasItem(college.toString()));
            UUID holder = Registry.employer();
            consent(token, first, holder);
            hr(holder).get("/people/" + first + "/licenses").then().statusCode(200);
            revoke(token, first, holder);
            hr(holder).get("/people/" + first + "/licenses").then().statusCode(404);
        }
        analyst().get("/people/" + first + "/evidence/" + grown).then().statusCode(404);
    }

    @Test
    void identifiers_of_both_find_the_record_and_lists_have_it_once() {
        String family = lastName(first);
        merge(first, second).then().statusCode(201);
        as(college, Role.PROGRAM_SUBMITTER)
                .get("/people?issuer=" + college + "&identifier=c1-" + family)
                .then()
                .statusCode(200)
                .body("items.id", contains(first.toString()));
        analyst().get("/people/" + first).then().body("identifiers", hasSize(2));
        as(college, Role.PROGRAM_SUBMITTER)
                .get("/people?limit=200")
                .then()
                .statusCode(200)
                .body("items.id", contains(first.toString()));
    }

    @Test
    void what_was_known_before_the_merge_is_answered_as_then_and_what_was_frozen_stays() {
        observe(board.university(), first, "2026-03-02");
        check(board.university(), first);
        observe(college, second, "2026-03-03");
        UUID before = freeze(first);
        UUID others = freeze(second);
        String merged = merge(first, second).then().statusCode(201).extract().path("receipt.recordedAt");
        String earlier = java.time.Instant.parse(merged).minusMillis(1).toString();
        assertThat(outcome(first, "&evidenceKnownAsOf=" + earlier)).isEqualTo("not_ready");
        analyst()
                .get("/people/" + first + "/evidence?knownAsOf=" + earlier)
                .then()
                .statusCode(200)
                .body("items", hasSize(2));
        assertThat(outcome(first)).isEqualTo("ready_with_conditions");
        for (UUID each : List.of(before, others)) {
            analyst()
                    .get("/people/" + first + "/determinations/" + each + "/recomputation")
                    .then()
                    .statusCode(200)
                    .body("same", equalTo(true));
        }
        UUID after = freeze(first);
        analyst()
                .get("/people/" + first + "/determinations/" + after)
                .then()
                .body("answer.outcome", equalTo("ready_with_conditions"));
    }

    /** A determination frozen before keeps its answer although the absorbed record goes on; the number of the whole moves. */
    @Test
    void what_is_added_to_an_absorbed_record_later_moves_the_number_of_the_whole() {
        observe(board.university(), first, "2026-03-02");
        check(board.university(), first);
        UUID observed = observe(college, second, "2026-03-03");
        merge(first, second).then().statusCode(201);
        UUID frozen = freeze(first);
        as(college, Role.PROGRAM_SUBMITTER)
                .body(Map.of("reason", "Another student's.", "issuerWithdrew", false))
                .post("/people/" + first + "/evidence/" + observed + "/retraction")
                .then()
                .statusCode(201);
        assertThat(outcome(first)).isEqualTo("not_ready");
        analyst()
                .get("/people/" + first + "/determinations/" + frozen + "/recomputation")
                .then()
                .body("same", equalTo(true));
        analyst()
                .get("/people/" + first + "/determinations/" + frozen + "/reviews")
                .then()
                .body("items", hasSize(1));
        analyst()
                .get("/people/" + first + "/proof-bundle")
                .then()
                .statusCode(200); // waits for its place in the sequence
        assertThat(told(board.authority(), "person.continued").stream()
                        .filter(each -> each.get("person").equals(first.toString())))
                .isNotEmpty();
    }

    @Test
    void what_was_decided_at_the_absorbed_record_can_be_reviewed_and_licensed_on() {
        observe(board.university(), second, "2026-03-02", 422);
        observe(college, second, "2026-03-02");
        observe(college, second, "2026-03-03");
        check(college, second);
        UUID determination = freeze(second);
        merge(first, second).then().statusCode(201);
        decider(board.authority())
                .body(Map.of(
                        "determination", determination, "act", "grant", "licenseStartsOn", "2026-07-01", "term", "P5Y"))
                .header("Sandbox-Time", Board.NOON)
                .post("/people/" + first + "/licensing-decisions")
                .then()
                .statusCode(201);
        analyst().get("/people/" + first + "/licenses").then().body("items", hasSize(1));
        UUID review = UUID.fromString(herself(first)
                .body(Map.of("grounds", "It was hasty."))
                .post("/people/" + first + "/determinations/" + determination + "/reviews")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        UUID replacement = freeze(first);
        decider(board.authority())
                .body(Map.of("outcome", "changed", "reasons", List.of("It was."), "determination", replacement))
                .post("/people/" + first + "/determinations/" + determination + "/reviews/" + review + "/decision")
                .then()
                .statusCode(201);
    }

    @Test
    void both_records_tell_of_it_and_the_bundles_of_both_hold() {
        observe(college, second, "2026-03-03");
        merge(first, second).then().statusCode(201);
        List<byte[]> bundles = new ArrayList<>();
        for (UUID id : List.of(first, second)) {
            Response bundle = analyst().get("/people/" + id + "/proof-bundle");
            bundle.then().statusCode(200).body("entries.description", hasItem(containsString("person.merged")));
            bundles.add(bundle.asByteArray());
        }
        assertThat(new String(bundles.getLast(), StandardCharsets.UTF_8)).contains("evidence.submitted");
        List<Verifiers.Answer> java = Verifiers.java(Told.key(), bundles);
        assertThat(java).allMatch(Verifiers.Answer::holds);
        assertThat(Verifiers.javaScript(Told.key(), bundles)).isEqualTo(java);
        for (UUID organization : List.of(board.university(), college)) {
            assertThat(told(organization, "person.merged").stream().map(each -> each.get("person")))
                    .contains(first.toString(), second.toString());
        }
    }

    @Test
    void what_stands_against_a_merge_is_told_all_at_once() {
        merge(first, first).then().statusCode(422).body("errors.pointer", contains("/absorbed"));
        merge(first, UUID.randomUUID()).then().statusCode(422);
        machine()
                .body(Map.of("absorbed", second, "reason", REASON))
                .post("/people/" + first + "/merges")
                .then()
                .statusCode(403);
        UUID determination = freeze(second);
        herself(second)
                .body(Map.of("grounds", "It was hasty."))
                .post("/people/" + second + "/determinations/" + determination + "/reviews")
                .then()
                .statusCode(201);
        UUID other = person(college, "Ana Lucia", lastName(first), "1998-04-30");
        merge(first, other).then().statusCode(422); // nobody but the college has to do with her
        Registry.enroll(college, Registry.program(college), other);
        merge(first, other).then().statusCode(409).body("errors.detail", contains("The dates of birth differ."));
        merge(other, second)
                .then()
                .statusCode(409)
                .body("errors", hasSize(2))
                .body("errors.detail", hasItem(containsString("is open")));
    }

    @Test
    void a_record_is_absorbed_once_and_whoever_absorbed_it_can_be_absorbed_with_it() {
        UUID third = person(college, "Ana", lastName(first));
        Registry.enroll(college, Registry.program(college), third);
        UUID observed = observe(college, second, "2026-03-03");
        merge(first, second).then().statusCode(201);
        merge(third, second).then().statusCode(409).body("errors.detail", hasItem(containsString(first.toString())));
        merge(second, third).then().statusCode(308);
        merge(third, first).then().statusCode(201);
        for (UUID each : List.of(first, second)) {
            analyst()
                    .redirects()
                    .follow(false)
                    .get("/people/" + each)
                    .then()
                    .statusCode(308)
                    .header("Location", "/people/" + third);
            herself(each).get("/people/" + third).then().statusCode(200);
        }
        analyst().get("/people/" + third + "/evidence").then().body("items.id", contains(observed.toString()));
        analyst().get("/people/" + third + "/enrollments").then().body("items", hasSize(3));
        as(board.university(), Role.PROGRAM_SUBMITTER)
                .get("/people/" + third)
                .then()
                .statusCode(200);
    }

    /** Whatever the order: all lead to one, which has what each brought, and nobody is absorbed twice. */
    @Test
    void in_whatever_order_several_are_merged_all_lead_to_the_one_that_is_left() {
        for (long seed : new long[] {1, 2, 3}) {
            Random random = new Random(seed);
            List<UUID> left = new ArrayList<>();
            Set<String> evidence = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                UUID each = person(college, name(), name());
                Registry.enroll(college, Registry.program(college), each);
                evidence.add(observe(college, each, "2026-03-0" + (i + 1)).toString());
                left.add(each);
            }
            List<UUID> absorbed = new ArrayList<>();
            while (left.size() > 1) {
                Collections.shuffle(left, random);
                UUID away = left.removeLast();
                merge(left.getFirst(), away).then().statusCode(201);
                absorbed.add(away);
                merge(left.getFirst(), absorbed.get(random.nextInt(absorbed.size())))
                        .then()
                        .statusCode(409);
            }
            for (UUID each : absorbed) {
                analyst()
                        .redirects()
                        .follow(false)
                        .get("/people/" + each)
                        .then()
                        .statusCode(308)
                        .header("Location", "/people/" + left.getFirst());
            }
            List<String> found = analyst()
                    .get("/people/" + left.getFirst() + "/evidence")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("items.id");
            assertThat(found).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(evidence);
        }
    }

    @Test
    void what_is_under_way_is_recorded_before_the_merge_or_after_it_and_is_never_beside_it() throws Exception {
        CountDownLatch begun = new CountDownLatch(8);
        List<Future<Response>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                answers.add(clients.submit(() -> {
                    begun.countDown();
                    return as(college, Role.PROGRAM_SUBMITTER)
                            .body(coursework(second))
                            .post("/evidence");
                }));
            }
            begun.await();
            merge(first, second).then().statusCode(201);
        }
        Set<String> recorded = new HashSet<>();
        for (Future<Response> answer : answers) {
            recorded.add(id(answer.get()).toString());
        }
        List<Integer> numbers = analyst()
                .get("/people/" + first + "/evidence?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .path("items.personSeq");
        assertThat(recorded).hasSize(40);
        assertThat(numbers).hasSize(40).isSorted();
        int end = analyst()
                .get("/people/" + first + "/readiness?licenseType=" + board.licenseType())
                .then()
                .statusCode(200)
                .extract()
                .path("personSeq");
        assertThat(numbers.getLast()).as("the last number is known").isLessThanOrEqualTo(end);
    }

    @Test
    void whoever_is_erased_is_erased_under_every_id_and_the_marks_go() {
        merge(first, second).then().statusCode(201);
        decider(board.authority())
                .body(Map.of("ground", "court-order", "order", "A-1"))
                .post("/people/" + first + "/erasure")
                .then()
                .statusCode(200);
        analyst().get("/people/" + first).then().statusCode(410);
        analyst().get("/people/" + second).then().statusCode(410);
        UUID again = person(college, "Ana Lucia", "Nobody");
        Registry.enroll(college, Registry.program(college), again);
        merge(again, second).then().statusCode(409).body("errors.detail", hasSize(1));
    }

    @Test
    void a_record_by_which_nobody_is_meant_is_closed_and_its_identifiers_are_free() {
        UUID observed = observe(college, second, "2026-03-03");
        String family = lastName(first);
        deactivate(second).then().statusCode(409).body("errors.detail", contains(containsString(observed.toString())));
        retract(as(college, Role.PROGRAM_SUBMITTER), second, observed);
        String once = deactivate(second).then().statusCode(200).extract().asString();
        assertThat(deactivate(second).then().statusCode(200).extract().asString())
                .isEqualTo(once);
        for (String each : List.of("", "/evidence", "/enrollments", "/continuum")) {
            analyst()
                    .get("/people/" + second + each)
                    .then()
                    .statusCode(410)
                    .body("type", equalTo("/problems/deactivated"));
            as(UUID.randomUUID(), Role.BOARD_ANALYST)
                    .get("/people/" + second + each)
                    .then()
                    .statusCode(404);
        }
        as(college, Role.PROGRAM_SUBMITTER)
                .body(Map.of("program", Registry.program(college), "startedOn", "2026-09-01"))
                .post("/people/" + second + "/enrollments")
                .then()
                .statusCode(410);
        as(college, Role.PROGRAM_SUBMITTER)
                .body(coursework(second))
                .post("/evidence")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/person"));
        analyst().get("/people/" + second + "/proof-bundle").then().statusCode(200);
        as(college, Role.PROGRAM_SUBMITTER)
                .get("/people?limit=200")
                .then()
                .body("items.id", not(hasItem(second.toString())));
        assertThat(open(board.authority())).doesNotContain(pair());
        assertThat(told(college, "person.deactivated")).hasSize(1);
        person(college, "Real", name(), identifier(college, "c1-" + family));
        decider(board.authority())
                .body(Map.of("ground", "recorded-in-error", "order", "A-2"))
                .post("/people/" + second + "/erasure")
                .then()
                .statusCode(200);
        analyst().get("/people/" + second).then().statusCode(410).body("type", equalTo("/problems/erased"));
    }

    @Test
    void growth_evidence_stands_against_closing_a_record_and_the_decider_learns_nothing_else_of_it() {
        UUID district = Registry.employer();
        Registry.employ(district, second);
        UUID grown = grow(district, second);
        deactivate(second)
                .then()
                .statusCode(409)
                .body("errors.detail", contains("Evidence stands that your organization may not see."));
        UUID observed = observe(college, second, "2026-03-03");
        deactivate(second)
                .then()
                .statusCode(409)
                .body("errors", hasSize(2))
                .body("errors.detail", hasItem(containsString(observed.toString())))
                .body("errors.detail", not(hasItem(containsString(grown.toString()))));
        retract(hr(district), second, grown);
        retract(as(college, Role.PROGRAM_SUBMITTER), second, observed);
        deactivate(second).then().statusCode(200);
    }

    /** Under the application's role, without the acts: a yes or no is for who decides on the person. */
    @Test
    void whether_more_stands_is_told_to_nobody_who_does_not_decide() throws SQLException {
        UUID district = Registry.employer();
        Registry.employ(district, second);
        grow(district, second);
        Map<UUID, Boolean> told = new HashMap<>();
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (UUID each : List.of(college, board.university(), second, UUID.randomUUID())) {
                statement.execute("SET LOCAL ROLE continuum_app");
                statement.execute("SET LOCAL continuum.organization = '" + each + "'");
                try (ResultSet row = statement.executeQuery("SELECT has_evidence_besides('" + second + "', '{}'),"
                        + " caller_service() IS NULL, (SELECT count(*) FROM evidence WHERE purpose = 'growth')")) {
                    row.next();
                    told.put(each, row.getBoolean(1));
                    assertThat(row.getBoolean(2))
                            .as("the function's name is left in it")
                            .isTrue();
                    assertThat(row.getLong(3)).isEqualTo(each.equals(second) ? 1 : 0);
                }
                connection.rollback();
            }
        }
        assertThat(told).containsEntry(college, true);
        assertThat(told.values().stream().filter(each -> each)).hasSize(1);
    }

    private List<UUID> pair() {
        return first.toString().compareTo(second.toString()) < 0 ? List.of(first, second) : List.of(second, first);
    }

    private List<List<UUID>> open(UUID organization) {
        return listed(organization, "open");
    }

    private static List<List<UUID>> listed(UUID organization, String state) {
        List<List<UUID>> pairs = new ArrayList<>();
        String cursor = "";
        do {
            var page = decider(organization)
                    .get("/possible-duplicates?limit=200&state=" + state + cursor)
                    .then()
                    .statusCode(200)
                    .extract();
            page.<List<List<String>>>path("items.persons")
                    .forEach(each ->
                            pairs.add(each.stream().map(UUID::fromString).toList()));
            String next = page.path("next");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return pairs;
    }

    private Response dismiss(List<UUID> persons) {
        return decider(board.authority())
                .body(Map.of("persons", persons, "reason", "Twins."))
                .post("/possible-duplicates/dismissals");
    }

    private Response merge(UUID survivor, UUID absorbed) {
        return decider(board.authority())
                .redirects()
                .follow(false)
                .body(Map.of("absorbed", absorbed, "reason", REASON))
                .post("/people/" + survivor + "/merges");
    }

    private Response deactivate(UUID person) {
        return decider(board.authority())
                .body(Map.of("reason", "A row of a test upload."))
                .post("/people/" + person + "/deactivation");
    }

    private RequestSpecification analyst() {
        return as(board.authority(), Role.BOARD_ANALYST);
    }

    private static RequestSpecification hr(UUID organization) {
        return as(organization, Role.DISTRICT_HR);
    }

    /** Whose token names nobody. */
    private RequestSpecification machine() {
        return given().auth()
                .oauth2(Tokens.named(board.authority(), "robot", "robot", Role.BOARD_DECIDER))
                .contentType("application/json");
    }

    private static RequestSpecification decider(UUID organization) {
        return given().auth()
                .oauth2(Tokens.named(organization, "d-17", "Dana Decider", Role.BOARD_DECIDER))
                .contentType("application/json");
    }

    private static UUID person(UUID organization, String given, String family, Object... identifiers) {
        return person(organization, given, family, "1999-04-30", identifiers);
    }

    private static UUID person(UUID organization, String given, String family, String born, Object... identifiers) {
        return Registry.person(organization, details(given, family, born, identifiers));
    }

    private static Map<String, Object> details(String given, String family, String born, Object... identifiers) {
        return Map.of("givenName", given, "familyName", family, "birthDate", born, "identifiers", List.of(identifiers));
    }

    private static String registered(UUID organization, String family) {
        return as(organization, Role.PROGRAM_SUBMITTER)
                .body(details("Ana", family, "1999-04-30"))
                .post("/people")
                .then()
                .statusCode(201)
                .extract()
                .asString();
    }

    /** Without what is random. */
    private static String shape(String answer) {
        return answer.replaceAll("\"[^\"]*[0-9][^\"]*\"", "…");
    }

    private void change(UUID organization, UUID person, String given, String family) {
        String etag = as(organization, Role.PROGRAM_SUBMITTER)
                .get("/people/" + person)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        as(organization, Role.PROGRAM_SUBMITTER)
                .header("If-Match", etag)
                .body(details(given, family, "1999-04-30"))
                .put("/people/" + person)
                .then()
                .statusCode(200);
    }

    private String lastName(UUID person) {
        return analyst()
                .get("/people/" + person)
                .then()
                .statusCode(200)
                .extract()
                .path("familyName");
    }

    /** Letters alone, which nobody else is called. */
    private static String name() {
        StringBuilder name = new StringBuilder("F");
        UUID.randomUUID()
                .toString()
                .chars()
                .filter(Character::isLetterOrDigit)
                .forEach(each -> name.append((char) (Character.isDigit(each) ? 'g' + each - '0' : each)));
        return name.toString();
    }

    private static UUID observe(UUID organization, UUID person, String day) {
        return id(observe(organization, person, day, 201));
    }

    private static Response observe(UUID organization, UUID person, String day, int status) {
        Response answer = as(organization, Role.PROGRAM_SUBMITTER)
                .body(Map.of("kind", "observation", "person", person, "occurredOn", day))
                .post("/evidence");
        answer.then().statusCode(status);
        return answer;
    }

    private static void check(UUID organization, UUID person) {
        id(as(organization, Role.PROGRAM_SUBMITTER)
                .body(Map.of(
                        "kind",
                        "clearance-check",
                        "person",
                        person,
                        "occurredOn",
                        "2026-03-01",
                        "check",
                        "background",
                        "result",
                        "clear"))
                .post("/evidence"));
    }

    private static Map<String, Object> coursework(UUID person) {
        return new HashMap<>(
                Map.of("kind", "coursework", "person", person, "occurredOn", "2026-01-01", "course", "ED 1"));
    }

    private static void retract(RequestSpecification submitter, UUID person, UUID evidence) {
        submitter
                .body(Map.of("reason", "Nobody.", "issuerWithdrew", false))
                .post("/people/" + person + "/evidence/" + evidence + "/retraction")
                .then()
                .statusCode(201);
    }

    private static UUID grow(UUID district, UUID person) {
        return id(hr(district)
                .body(Map.of("kind", "observation", "person", person, "occurredOn", "2026-09-03", "purpose", "growth"))
                .post("/evidence"));
    }

    private UUID freeze(UUID person) {
        return id(analyst()
                .body(Map.of("licenseType", board.licenseType(), "asOf", "2026-06-30"))
                .post("/people/" + person + "/determinations"));
    }

    private String outcome(UUID person) {
        return outcome(person, "");
    }

    private String outcome(UUID person, String more) {
        return analyst()
                .get("/people/" + person + "/readiness?licenseType=" + board.licenseType() + "&asOf=2026-06-30" + more)
                .then()
                .statusCode(200)
                .extract()
                .path("outcome");
    }

    private static void consent(UUID person, UUID organization) {
        consent(person, person, organization);
    }

    private static void consent(UUID token, UUID person, UUID organization) {
        herself(token)
                .body(Map.of(
                        "organization", organization, "scopes", List.of("license"), "until", "2090-01-01T00:00:00Z"))
                .post("/people/" + person + "/consents")
                .then()
                .statusCode(201);
    }

    private static void revoke(UUID person, UUID organization) {
        revoke(person, person, organization);
    }

    private static void revoke(UUID token, UUID person, UUID organization) {
        String consent = herself(token)
                .get("/people/" + person + "/grants")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.organization == '%s' }.id".formatted(organization));
        herself(token)
                .post("/people/" + person + "/consents/" + consent + "/revocation")
                .then()
                .statusCode(200);
    }

    /** All that the feed tells an organization of a type. */
    private List<Map<String, Object>> told(UUID organization, String type) {
        List<Map<String, Object>> told = new ArrayList<>();
        String after = "0";
        while (true) {
            var page = as(organization, Role.PROGRAM_SUBMITTER, Role.BOARD_ANALYST)
                    .get("/events?limit=200&type=" + type + "&after=" + after)
                    .then()
                    .statusCode(200)
                    .extract();
            told.addAll(page.<List<Map<String, Object>>>path("items"));
            if (after.equals(page.path("next").toString())) {
                return told;
            }
            after = page.path("next").toString();
        }
    }

    private static UUID id(Response answer) {
        return UUID.fromString(answer.then().statusCode(201).extract().path("id"));
    }
}
