package org.continuum.evidence;

import static org.continuum.people.Registry.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.Role;
import org.continuum.framework.Packages;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each kind of evidence accepts and refuses. */
@QuarkusTest
class KindsTest {
    private static final String DAY = "2026-03-09";
    private static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private UUID university;
    private UUID person;
    private UUID framework;

    @BeforeEach
    void register() {
        university = Registry.provider();
        person = Registry.person(university);
        framework = Packages.load(Registry.organization("licensing-authority", "US-MA"), "beginning-teacher.json");
    }

    @Test
    void every_kind_is_accepted_and_read_back_as_it_was_sent() {
        String observed = Records.id(Records.submit(university, record("observation")));
        List<Map<String, Object>> records = List.of(
                record(
                        "observation",
                        "setting",
                        "grade 2",
                        "announced",
                        false,
                        "framework",
                        framework,
                        "ratings",
                        List.of(Map.of("competency", "1.a", "level", "Proficient")),
                        "durationMinutes",
                        45),
                record(
                        "performance-assessment",
                        "instrument",
                        "cap",
                        "phase",
                        "summative",
                        "framework",
                        framework,
                        "ratings",
                        List.of(
                                Map.of("competency", "3.a", "dimension", "quality", "level", "P"),
                                Map.of("competency", "3.a", "dimension", "scope", "level", "NI"))),
                record("performance-assessment", "instrument", "edtpa", "form", "15-rubric", "total", 37),
                record(
                        "performance-assessment",
                        "instrument",
                        "resa",
                        "parts",
                        List.of(Map.of("part", "task-1", "passed", true, "score", 3))),
                record("exam-result", "test", "cbest", "subtest", "math", "score", 41, "scale", "scaled"),
                record(
                        "performance-assessment",
                        "instrument",
                        "edtpa",
                        "parts",
                        List.of(Map.of("part", "rubric-3", "level", "D"))),
                record("performance-assessment", "instrument", "tkes", "result", "Proficient"),
                record("exam-result", "test", "pedagogy", "passed", true),
                record("exam-result", "test", "pedagogy", "canceled", true),
                record(
                        "clinical-experience",
                        "hours",
                        104.5,
                        "days",
                        20,
                        "gradeBand",
                        "PreK-K",
                        "setting",
                        "public",
                        "site",
                        "A",
                        "startedOn",
                        "2026-02-01",
                        "endedOn",
                        DAY,
                        "attributes",
                        Map.of("includesChildrenWithDisabilities", true)),
                record(
                        "coursework",
                        "course",
                        "Algebra",
                        "area",
                        "math",
                        "credits",
                        2.67,
                        "creditUnit",
                        "semester",
                        "grade",
                        "B-",
                        "institution",
                        "State University"),
                record(
                        "clearance-check",
                        "check",
                        "background",
                        "result",
                        "clear",
                        "monitored",
                        true,
                        "openAlert",
                        false),
                record("attestation", "statement", "ethics-review", "assessor", Map.of("role", "program-supervisor")),
                record(
                        "recommendation",
                        "program",
                        "MAT",
                        "route",
                        "residency",
                        "licenseType",
                        "initial",
                        "result",
                        "yes"),
                record(
                        "learning-activity",
                        "topic",
                        "Reading",
                        "hours",
                        12,
                        "category",
                        "content",
                        "provider",
                        "District"),
                record("learning-activity", "topic", "Seminar", "credits", 3, "unit", "ceu"),
                record(
                        "artifact",
                        "mediaType",
                        "application/pdf",
                        "location",
                        "https://files.example/plan.pdf",
                        "digest",
                        DIGEST,
                        "title",
                        "A lesson plan"),
                record(
                        "application",
                        "licenseType",
                        "initial",
                        "field",
                        "math",
                        "gradeBand",
                        "5-8",
                        "route",
                        "residency"),
                record("qualification", "level", "bachelor", "field", "Economics", "institution", "State University"),
                record(
                        "employment",
                        "position",
                        "teacher",
                        "employer",
                        "District 7",
                        "startedOn",
                        "2024-09-01",
                        "years",
                        1.5,
                        "fte",
                        0.6),
                record(
                        "decision",
                        "act",
                        "determine",
                        "result",
                        "satisfactory",
                        "topic",
                        "induction",
                        "requirement",
                        "R5"),
                record("appeal", "against", observed),
                record("license-record", "license", "one-year interim", "event", "expired", "jurisdiction", "US-WI"));
        for (Map<String, Object> sent : records) {
            String location = Records.submit(university, sent)
                    .statusCode(201)
                    .body("status", equalTo("final"))
                    .extract()
                    .header("Location");
            Map<String, Object> read = as(university, Role.PROGRAM_SUBMITTER)
                    .get(location)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("submission");
            assertEquals(sent.keySet().size() + 1, read.size(), "only the purpose is added: " + read);
            assertEquals("licensure", read.get("purpose"));
            assertEquals(sent.get("kind"), read.get("kind"));
        }
        Set<Object> tried = records.stream().map(each -> each.get("kind")).collect(Collectors.toSet());
        Set<Object> known = Arrays.stream(
                        Submission.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .collect(Collectors.toSet());
        assertEquals(known, tried, "a kind without a test");
        for (Object kind : known) {
            as(university, Role.PROGRAM_SUBMITTER)
                    .get("/people/" + person + "/evidence?kind=" + kind)
                    .then()
                    .statusCode(200)
                    .body("items.submission.kind.unique()", contains(kind));
        }
    }

    @Test
    void what_does_not_fit_the_contract_is_refused_with_every_place_at_once() {
        refused(
                400,
                record("observation", "durationMinutes", 0, "announced", "yes", "subject", "math"),
                "/announced",
                "/durationMinutes",
                "/subject");
        refused(
                400,
                record("performance-assessment", "phase", "last", "parts", List.of(Map.of("passed", true))),
                "/instrument",
                "/phase",
                "/parts/0/part");
        refused(400, record("exam-result", "score", "41"), "/test", "/score");
        refused(400, record("clinical-experience", "hours", -1, "startedOn", "2026-02-30"), "/hours", "/startedOn");
        refused(400, record("coursework", "creditUnit", "hour"), "/course", "/creditUnit");
        refused(400, record("clearance-check", "check", "background", "result", "cleared"), "/result");
        refused(
                400,
                record("attestation", "assessor", Map.of("role", "Program Supervisor")),
                "/statement",
                "/assessor/role");
        refused(400, record("recommendation", "program", ""), "/program");
        refused(400, record("learning-activity", "hours", 10001), "/topic", "/hours");
        refused(
                400,
                record("artifact", "mediaType", "pdf", "location", "a b", "digest", "abc"),
                "/mediaType",
                "/location",
                "/digest",
                "/title");
        refused(400, record("application", "field", 5), "/field");
        refused(400, record("qualification"), "/level");
        refused(400, record("employment", "years", 81, "fte", 1.5), "/startedOn", "/years", "/fte");
        refused(400, record("decision", "act", "Waive It"), "/act", "/result");
        refused(400, record("appeal", "against", "E1"), "/against");
        refused(400, record("license-record", "license", "initial", "event", "lost"), "/event");
        refused(400, record("opinion"), "/kind");
        refused(400, Map.of("person", person), "/kind");
    }

    @Test
    void what_contradicts_itself_is_refused_with_every_place_at_once() {
        refused(422, record("performance-assessment", "instrument", "cap"), "");
        refused(
                422,
                record(
                        "performance-assessment",
                        "instrument",
                        "cap",
                        "parts",
                        List.of(Map.of("part", "1"), Map.of("part", "1"))),
                "/parts/1");
        refused(422, record("exam-result", "test", "cbest", "scale", "scaled"), "", "/scale");
        refused(
                422,
                record(
                        "clinical-experience",
                        "hours",
                        500,
                        "days",
                        11,
                        "startedOn",
                        "2026-03-01",
                        "endedOn",
                        "2026-03-10"),
                "/endedOn",
                "/days",
                "/hours");
        refused(422, record("exam-result", "test", "cbest", "passed", false, "canceled", true), "/canceled");
        refused(422, record("exam-result", "test", "cbest", "canceled", false), "");
        refused(422, record("clinical-experience", "startedOn", "2026-03-02", "endedOn", "2026-03-01"), "", "/endedOn");
        refused(422, record("coursework", "course", "Algebra", "credits", 3), "/creditUnit");
        refused(422, record("attestation", "statement", "ethics-review"), "/assessor");
        refused(422, record("learning-activity", "topic", "Reading", "unit", "ceu"), "/credits");
        refused(422, record("employment", "startedOn", "2026-02-02", "endedOn", "2026-02-01"), "/endedOn");
        refused(422, record("appeal", "against", UUID.randomUUID()), "/against");
    }

    @Test
    void ratings_use_the_frameworks_competencies_dimensions_and_levels() {
        refused(
                422,
                record(
                        "observation",
                        "framework",
                        framework,
                        "ratings",
                        List.of(
                                Map.of("competency", "9.z", "level", "Proficient"),
                                Map.of("competency", "1.a", "level", "P"),
                                Map.of("competency", "1.b", "dimension", "quality", "level", "P"),
                                Map.of("competency", "2", "level", "Exemplary"),
                                Map.of("competency", "2", "level", "Proficient"))),
                "/ratings/0/competency",
                "/ratings/1/level",
                "/ratings/2/dimension",
                "/ratings/4");
        refused(422, record("observation", "framework", UUID.randomUUID()), "/framework");
        refused(
                422,
                record("observation", "ratings", List.of(Map.of("competency", "1.a", "level", "Proficient"))),
                "/framework");
    }

    @Test
    void an_envelope_that_is_impossible_is_refused_with_every_reason_at_once() {
        Map<String, Object> wrong = record(
                "exam-result",
                "test",
                "cbest",
                "passed",
                true,
                "expiresOn",
                "2026-03-08",
                "supersedes",
                UUID.randomUUID(),
                "requiredSignatures",
                List.of("head-teacher", "head-teacher"),
                "signatures",
                List.of(
                        Map.of("role", "appropriate-body", "signer", "B", "signedOn", "2026-03-10"),
                        Map.of("role", "head-teacher", "signer", "H", "signedOn", "2026-03-10"),
                        Map.of("role", "head-teacher", "signer", "H", "signedOn", "2199-01-01")));
        refused(
                422,
                wrong,
                "/expiresOn",
                "/reason",
                "/requiredSignatures/1",
                "/signatures/0/role",
                "/signatures/2/signedOn",
                "/signatures/2/role",
                "/supersedes");
        Map<String, Object> early = record("exam-result", "test", "cbest", "passed", true, "reason", "none");
        early.put("person", UUID.randomUUID());
        early.put("occurredOn", "2199-12-31");
        refused(422, early, "/occurredOn", "/reason", "/person");
    }

    @Test
    void attributes_are_open_but_have_a_form() {
        Map<String, Object> wrong = Map.of(
                "9lives", 1,
                "nested", Map.of("a", Map.of()),
                "list", List.of(1, List.of()),
                "period", Map.of("from", "2026-02-01", "to", "2026-01-01"),
                "nothing", new ArrayList<>(Collections.singleton(null)));
        refused(
                400,
                record("application", "attributes", wrong),
                "/attributes/9lives",
                "/attributes/nested",
                "/attributes/list/1",
                "/attributes/period/to",
                "/attributes/nothing/0");
        Map<String, Object> many =
                Arrays.stream(new int[33]).boxed().collect(Collectors.toMap(any -> "a" + UUID.randomUUID(), any -> 1));
        refused(400, record("application", "attributes", many), "/attributes");
        refused(400, record("application", "requiredSignatures", List.of("Head Teacher")), "/requiredSignatures/0");
        Records.submit(
                        university,
                        record(
                                "application",
                                "attributes",
                                Map.of(
                                        "gpa",
                                        3.02,
                                        "passedTasks",
                                        List.of(1, 2),
                                        "period",
                                        Map.of("from", "2026-01-01", "to", "2026-02-01"),
                                        "on",
                                        "2026-02-01")))
                .statusCode(201);
    }

    private Map<String, Object> record(String kind, Object... fields) {
        return Records.of(kind, person, DAY, fields);
    }

    private void refused(int status, Map<String, Object> record, String... pointers) {
        Records.submit(university, record)
                .statusCode(status)
                .body("errors.pointer.unique()", containsInAnyOrder(pointers));
        assertEquals(new HashSet<>(), new HashSet<>(recorded()), "nothing is stored");
    }

    private List<String> recorded() {
        return as(university, Role.PROGRAM_SUBMITTER)
                .get("/people/" + person + "/evidence")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }
}
