package org.continuum.proof;

import static io.restassured.RestAssured.given;
import static org.continuum.license.Board.at;
import static org.continuum.people.Registry.as;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.framework.Packages;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A person's whole story: evidence that is signed, corrected and taken back, an answer that is frozen, noticed and reviewed, a license, an
 * employment with a mentor and growth evidence that the board may not see; a framework; and somebody who was erased.
 */
record Told(
        Board board,
        UUID district,
        UUID signed,
        UUID corrected,
        UUID correction,
        UUID retracted,
        UUID framework,
        UUID erased,
        List<UUID> merged) {
    private static final Map<String, Told> TOLD = new ConcurrentHashMap<>();

    /** The same for all who only read it. */
    static Told once() {
        String database = ConfigProvider.getConfig().getValue("continuum.database.url", String.class);
        return TOLD.computeIfAbsent(database, first -> tell());
    }

    private static Told tell() {
        Board board = Board.open().withEvidence();
        UUID university = board.university();
        UUID signed = board.post(
                university,
                Role.PROGRAM_SUBMITTER,
                board.evidence(
                        "observation",
                        "2026-03-04",
                        Map.of(
                                "requiredSignatures", List.of("mentor", "supervisor"),
                                "signatures",
                                        List.of(Map.of(
                                                "role", "mentor", "signer", "Mia Mentor", "signedOn", "2026-03-05")),
                                "assessor", Map.of("name", "Ana Assessor", "role", "supervisor"),
                                "expiresOn", "2031-03-04")));
        at(as(university, Role.PROGRAM_SUBMITTER))
                .body(Map.of("role", "supervisor", "signer", "Sal Supervisor", "signedOn", "2026-03-06"))
                .post("/people/" + board.person() + "/evidence/" + signed + "/signatures")
                .then()
                .statusCode(201);
        UUID corrected = board.post(university, Role.PROGRAM_SUBMITTER, board.observation("2026-03-07"));
        UUID correction = board.post(
                university,
                Role.PROGRAM_SUBMITTER,
                board.evidence("observation", "2026-03-08", Map.of("supersedes", corrected, "reason", "wrong day")));
        UUID retracted = at(as(university, Role.PROGRAM_SUBMITTER))
                .header("Idempotency-Key", "told-" + UUID.randomUUID())
                .body(board.observation("2026-03-09"))
                .post("/evidence")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");
        at(as(university, Role.PROGRAM_SUBMITTER))
                .body(Map.of("reason", "another candidate's", "issuerWithdrew", true))
                .post("/people/" + board.person() + "/evidence/" + retracted + "/retraction")
                .then()
                .statusCode(201);
        reviewed(board);
        board.grant();
        UUID district = renamedDistrict();
        Registry.employ(district, board.person());
        Registry.mentor(district, board.person());
        as(district, Role.DISTRICT_HR)
                .body(board.evidence("observation", "2026-09-01", Map.of("purpose", "growth")))
                .post("/evidence")
                .then()
                .statusCode(201);
        consented(board.person(), district);
        layer(board);
        UUID framework = Packages.load(board.authority(), "beginning-teacher.json");
        return new Told(
                board, district, signed, corrected, correction, retracted, framework, erased(board), merged(board));
    }

    /** Registered, and then called otherwise. */
    private static UUID renamedDistrict() {
        UUID district = Registry.employer();
        as(UUID.randomUUID(), Role.OPERATOR)
                .header("If-Match", "\"1\"")
                .body(Map.of(
                        "kind", "employer",
                        "name", "Żółw \"Valley\" \\ 4/5",
                        "jurisdiction", "US-MA",
                        "identifiers",
                                Stream.of("2501234", "\uff21", "\ud842\udfb7", "Z")
                                        .map(value -> Map.of("scheme", "nces", "value", value))
                                        .toList()))
                .put("/organizations/" + district)
                .then()
                .statusCode(200);
        return district;
    }

    private static void reviewed(Board board) {
        String determination = "/people/" + board.person() + "/determinations/" + board.freeze();
        at(as(board.authority(), Role.BOARD_ANALYST))
                .post(determination + "/notice")
                .then()
                .statusCode(201);
        String review = at(as(board.university(), Role.PROGRAM_ADMINISTRATOR))
                .body(Map.of("grounds", "The second observation was left out."))
                .post(determination + "/reviews")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        board.decider()
                .body(Map.of("outcome", "upheld", "reasons", List.of("It is there.")))
                .post(review + "/decision")
                .then()
                .statusCode(201);
    }

    /** To the district, and then not any more. */
    private static void consented(UUID her, UUID district) {
        Registry.herself(her)
                .post("/people/" + her + "/consents/" + consent(her, district) + "/revocation")
                .then()
                .statusCode(200);
    }

    private static String consent(UUID her, UUID organization) {
        return Registry.herself(her)
                .body(Map.of(
                        "organization", organization, "scopes", List.of("readiness"), "until", "2099-01-01T00:00:00Z"))
                .post("/people/" + her + "/consents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Another person, registered in error. */
    private static UUID erased(Board board) {
        UUID person = UUID.fromString(as(board.authority(), Role.BOARD_ANALYST)
                .body(Registry.personDetails())
                .post("/people")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        as(board.authority(), Role.BOARD_DECIDER)
                .body(Map.of("ground", "recorded-in-error", "order", "A-2026/17"))
                .post("/people/" + person + "/erasure")
                .then()
                .statusCode(200);
        return person;
    }

    List<UUID> persons() {
        return Stream.concat(Stream.of(board.person(), erased), merged.stream()).toList();
    }

    /** One who was registered twice, and goes on under both ids; one who is only like her; and nobody. */
    private static List<UUID> merged(Board board) {
        String family = "Told" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        List<UUID> four = Stream.of("Ana", "Ana", "Eva", "Nobody")
                .map(given -> {
                    Map<String, Object> details = Registry.personDetails();
                    details.put("givenName", given);
                    details.put("familyName", family);
                    return UUID.fromString(as(board.authority(), Role.BOARD_ANALYST)
                            .body(details)
                            .post("/people")
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("id"));
                })
                .toList();
        Map<String, Object> late = new java.util.HashMap<>(board.observation("2026-03-10"));
        late.put("person", four.get(1));
        consent(four.get(1), board.university());
        board.decider()
                .body(Map.of("absorbed", four.get(1), "reason", "The same diploma."))
                .post("/people/" + four.get(0) + "/merges")
                .then()
                .statusCode(201);
        board.post(board.authority(), Role.BOARD_ANALYST, late);
        consented(four.get(0), board.university());
        board.decider()
                .body(Map.of("persons", List.of(four.get(0), four.get(2)), "reason", "Sisters."))
                .post("/possible-duplicates/dismissals")
                .then()
                .statusCode(201);
        board.decider()
                .body(Map.of("reason", "A row of a test."))
                .post("/people/" + four.get(3) + "/deactivation")
                .then()
                .statusCode(200);
        return four;
    }

    /** A local rule set on the board's, published and withdrawn. */
    private static void layer(Board board) {
        String id = "layer-" + board.licenseType();
        String document = """
                id: %s
                version: "1"
                title: A layer
                authority: A program
                standing: synthetic
                extends: {ruleSet: %s}
                enacted: 2020-01-01
                effective: {from: 2020-01-01}
                requirements:
                  - id: EXTRA
                    title: More than the state asks
                    citation: {label: Handbook 9, mark: synthetic}
                    rule: {exists: {kind: artifact}}
                """.formatted(id, board.licenseType());
        given().auth()
                .oauth2(Tokens.of(board.university(), Role.RULE_AUTHOR))
                .contentType("application/yaml")
                .body(document.getBytes(StandardCharsets.UTF_8))
                .post("/rule-sets")
                .then()
                .statusCode(201);
        as(board.university(), Role.RULE_AUTHOR)
                .body(Map.of("reason", "nobody wants it", "enacted", "2026-01-01", "effectiveFrom", "2026-01-01"))
                .post("/rule-sets/" + id + "/versions/1/withdrawal")
                .then()
                .statusCode(201);
    }

    /** What a person of the organization downloads. */
    byte[] bundle(UUID organization, String role) {
        return as(organization, role)
                .get("/people/" + board.person() + "/proof-bundle")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    byte[] proof(UUID evidence) {
        return as(board.authority(), Role.BOARD_ANALYST)
                .get("/people/" + board.person() + "/evidence/" + evidence + "/proof")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    /** The key that the operator would have published. */
    static String key() {
        return given().get("/log/keys").then().statusCode(200).extract().path("key[-1]");
    }
}
