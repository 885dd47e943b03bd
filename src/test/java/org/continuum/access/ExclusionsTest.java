package org.continuum.access;

import static io.restassured.RestAssured.given;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.continuum.bulk.Jobs;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Whom the operator shuts out is let in by no instance from the next request on, however good and known the token is. */
@QuarkusTest
class ExclusionsTest {
    private static final int ROWS = 1_001;
    private static final int BROKEN_OFF = -1;

    private final UUID operator = UUID.randomUUID();

    @ConfigProperty(name = "continuum.data")
    Path data;

    @Inject
    ExclusionsOnTrial exclusions;

    @Inject
    Database database;

    @Test
    void the_very_next_request_is_refused_and_lifted_the_one_after_that_is_let_in() {
        String subject = "s-" + UUID.randomUUID();
        String token = Tokens.named(Registry.provider(), subject, "Sam", Role.PROGRAM_SUBMITTER);
        assertThat(people(token)).isEqualTo(200);
        assertThat(people(token)).as("the token is remembered").isEqualTo(200);
        String id = exclude(Map.of("excluded", "subject", "name", subject, "reason", "left the office"));
        refused(token);
        assertThat(people(Tokens.named(Registry.provider(), subject + "x", "Sam", Role.PROGRAM_SUBMITTER)))
                .as("somebody else")
                .isEqualTo(200);
        as(operator, Role.OPERATOR).delete("/exclusions/" + id).then().statusCode(204);
        assertThat(people(token)).isEqualTo(200);
        as(operator, Role.OPERATOR).delete("/exclusions/" + id).then().statusCode(404);
    }

    @Test
    void nothing_is_refused_later_than_by_the_next_request_or_it_is_noticed() {
        String subject = "s-" + UUID.randomUUID();
        String token = Tokens.named(Registry.provider(), subject, "Sam", Role.PROGRAM_SUBMITTER);
        exclusions.remembering(true);
        try {
            assertThat(people(token)).isEqualTo(200);
            exclude(Map.of("excluded", "subject", "name", subject, "reason", "x"));
            assertThat(people(token)).as("with a memory").isEqualTo(200);
        } finally {
            exclusions.remembering(false);
        }
        refused(token);
    }

    @Test
    void what_another_instance_has_done_counts_at_once() throws Exception {
        String subject = "s-" + UUID.randomUUID();
        String token = Tokens.named(Registry.provider(), subject, "Sam", Role.PROGRAM_SUBMITTER);
        assertThat(people(token)).isEqualTo(200);
        try (Connection elsewhere = Unwalled.open();
                PreparedStatement add = elsewhere.prepareStatement("INSERT INTO exclusion VALUES (gen_random_uuid(),"
                        + " gen_random_uuid(), 'subject', ?, null, 'x', now(), 'ops')")) {
            add.setString(1, subject);
            add.executeUpdate();
        }
        refused(token);
    }

    @Test
    void a_person_is_shut_out_of_her_own_record_too_and_roles_do_not_matter() {
        UUID person = Registry.person(Registry.provider());
        String hers = Tokens.person(person);
        given().auth().oauth2(hers).get("/people/" + person).then().statusCode(200);
        // all persons of these tests have the same subject
        String id = exclude(Map.of("excluded", "subject", "name", "herself", "reason", "a stolen token"));
        try {
            given().auth().oauth2(hers).get("/people/" + person).then().statusCode(401);
            given().auth()
                    .oauth2(hers)
                    .get("/people/" + UUID.randomUUID())
                    .then()
                    .statusCode(401);
        } finally {
            as(operator, Role.OPERATOR).delete("/exclusions/" + id).then().statusCode(204);
        }
    }

    @Test
    void a_client_is_shut_out_whoever_uses_it() throws Exception {
        String client = "https://portal.example/" + UUID.randomUUID();
        String other = signed(Map.of("client_id", "another"), Instant.now());
        List<String> tokens = List.of(
                signed(Map.of("client_id", client), Instant.now()),
                signed(Map.of("azp", client), Instant.now()),
                signed(Map.of("azp", client, "client_id", "another"), Instant.now()));
        tokens.forEach(token -> assertThat(people(token)).isEqualTo(200));
        String id = exclude(Map.of("excluded", "client", "name", client, "reason", "its secret is known"));
        tokens.forEach(ExclusionsTest::refused);
        assertThat(people(other)).isEqualTo(200);
        as(operator, Role.OPERATOR).delete("/exclusions/" + id).then().statusCode(204);
        String subject = exclude(Map.of("excluded", "subject", "name", client, "reason", "x"));
        tokens.forEach(
                token -> assertThat(people(token)).as("a subject of that name").isEqualTo(200));
        as(operator, Role.OPERATOR).delete("/exclusions/" + subject).then().statusCode(204);
    }

    @Test
    void a_client_that_is_no_text_or_cannot_be_stored_is_none() throws Exception {
        assertThat(people(signed(Map.of("client_id", "a\u0000b", "azp", List.of("x")), Instant.now())))
                .isEqualTo(200);
    }

    @Test
    void tokens_that_were_issued_after_a_moment_are_let_in() throws Exception {
        String client = "c-" + UUID.randomUUID();
        Instant moment = Instant.now().minusSeconds(60).truncatedTo(SECONDS);
        exclude(Map.of(
                "excluded",
                "client",
                "name",
                client,
                "issuedUntil",
                moment.plusMillis(1).toString(),
                "reason",
                "x"));
        refused(signed(Map.of("client_id", client), moment.minusSeconds(1)));
        refused(signed(Map.of("client_id", client), moment));
        assertThat(people(signed(Map.of("client_id", client), moment.plusSeconds(1))))
                .isEqualTo(200);
    }

    @Test
    void a_stream_that_is_open_tells_nothing_more() throws Exception {
        String subject = "s-" + UUID.randomUUID();
        UUID university = Registry.provider();
        String token = Tokens.named(university, subject, "Sam", Role.PROGRAM_SUBMITTER);
        HttpRequest ask = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port
                        + "/events/stream?after="
                        + as(university, Role.PROGRAM_SUBMITTER)
                                .get("/events?limit=200&type=person.created")
                                .jsonPath()
                                .getLong("next")))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> stream = client.send(ask, BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            exclude(Map.of("excluded", "subject", "name", subject, "reason", "x"));
            UUID person = Registry.person(university);
            assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8))
                    .as("it ends by itself")
                    .doesNotContain(person.toString());
        }
    }

    @Test
    void a_download_is_broken_off_where_its_sender_is_shut_out() throws Exception {
        UUID university = Registry.provider();
        String subject = "s-" + UUID.randomUUID();
        String token = Tokens.named(university, subject, "Sam", Role.PROGRAM_SUBMITTER);
        String path = results(university);
        assertThat(download(path, token)).as("whole").isEqualTo(ROWS);
        exclusions.meanwhile(
                () -> {}, // the gate's
                () -> exclude(Map.of("excluded", "subject", "name", subject, "reason", "left the office")));
        assertThat(download(path, token)).isEqualTo(BROKEN_OFF);
        refused(token);
    }

    @Test
    void a_download_is_broken_off_where_its_token_ends() throws Exception {
        UUID university = Registry.provider();
        // the gate knows that clocks differ
        Instant ended = Instant.now().minusSeconds(5);
        String token = signed(
                Map.of("organization", university.toString(), "exp", ended.getEpochSecond()), ended.minusSeconds(60));
        assertThat(people(token)).isEqualTo(200);
        assertThat(download(results(university), token)).isEqualTo(BROKEN_OFF);
    }

    @Test
    void a_download_that_fails_does_not_pass_for_a_whole_one() throws Exception {
        UUID university = Registry.provider();
        String path = results(university);
        String token = Tokens.named(university, "s", "Sam", Role.PROGRAM_SUBMITTER);
        exclusions.meanwhile(() -> {}, () -> {
            throw new IllegalStateException("a trial");
        });
        assertThat(download(path, token)).isEqualTo(BROKEN_OFF);
        assertThat(download(path, token)).isEqualTo(ROWS);
    }

    @Test
    void an_upload_is_broken_off_where_its_sender_is_shut_out_and_goes_on_with_a_token_that_is_good() {
        UUID university = Registry.provider();
        String subject = "s-" + UUID.randomUUID();
        String rows = "/bulk-jobs/" + new Jobs(university).create() + "/rows";
        String token = Tokens.named(university, subject, "Sam", Role.PROGRAM_SUBMITTER);
        exclusions.meanwhile(
                () -> {}, // the gate's
                () -> {}, // the first part's
                () -> exclude(Map.of("excluded", "subject", "name", subject, "reason", "left the office")));
        String problem = upload(rows, token, ROWS).statusCode(401).extract().path("type");
        assertThat(upload(rows + "?first=1001", token, 1)
                        .statusCode(401)
                        .extract()
                        .<String>path("type"))
                .as("the gate's")
                .isEqualTo(problem);
        upload(rows + "?first=1001", Tokens.of(university, Role.PROGRAM_SUBMITTER), ROWS - 1_000)
                .statusCode(200)
                .body("received", equalTo(ROWS));
    }

    @Test
    void an_upload_is_broken_off_where_its_token_ends() throws Exception {
        UUID university = Registry.provider();
        UUID job = new Jobs(university).create();
        // the gate knows that clocks differ
        Instant ended = Instant.now().minusSeconds(5);
        String token = signed(
                Map.of("organization", university.toString(), "exp", ended.getEpochSecond()), ended.minusSeconds(60));
        assertThat(people(token)).isEqualTo(200);
        upload("/bulk-jobs/" + job + "/rows", token, ROWS).statusCode(401);
        as(university, Role.PROGRAM_SUBMITTER).get("/bulk-jobs/" + job).then().body("received", equalTo(0));
    }

    private static ValidatableResponse upload(String path, String token, int rows) {
        return given().auth()
                .oauth2(token)
                .contentType(Jobs.NDJSON)
                .body("{}\n".repeat(rows).getBytes(StandardCharsets.UTF_8))
                .post(path)
                .then();
    }

    /** Of a job that is read in more than one stretch. */
    private static String results(UUID university) {
        Jobs jobs = new Jobs(university);
        UUID job = jobs.with(Collections.nCopies(ROWS, "{}"));
        jobs.previewed(job);
        return "/bulk-jobs/" + job + "/results";
    }

    /** How many rows came. */
    private static int download(String path, String token) throws InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(ask, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return (int) answer.body().lines().count();
        } catch (IOException cut) {
            return BROKEN_OFF;
        }
    }

    @Test
    void only_an_operator_shuts_out_and_sees_what_its_organization_has_shut_out() {
        Map<String, Object> details = Map.of("excluded", "subject", "name", "nobody-at-all", "reason", "a trial");
        String id = exclude(details);
        as(operator, Role.OPERATOR)
                .get("/exclusions")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(id)))
                .body("items[0].name", equalTo("nobody-at-all"))
                .body("items[0].reason", equalTo("a trial"));
        for (String role : Set.of(Role.BOARD_DECIDER, Role.AUDITOR, Role.PROGRAM_ADMINISTRATOR)) {
            as(operator, role).body(details).post("/exclusions").then().statusCode(403);
            as(operator, role).get("/exclusions").then().statusCode(403);
            as(operator, role).delete("/exclusions/" + id).then().statusCode(403);
        }
        as(UUID.randomUUID(), Role.OPERATOR).get("/exclusions").then().body("items.id", not(hasItem(id)));
        as(UUID.randomUUID(), Role.OPERATOR).delete("/exclusions/" + id).then().statusCode(404);
    }

    @Test
    void it_is_on_the_trail_without_a_name_or_a_reason() {
        String name = "t-" + UUID.randomUUID();
        String id = exclude(Map.of("excluded", "subject", "name", name, "reason", "word-of-a-reason"));
        as(operator, Role.OPERATOR).delete("/exclusions/" + id).then().statusCode(204);
        StringBuilder told = new StringBuilder();
        AtomicLong after = new AtomicLong();
        await().until(() -> {
            Response page = as(operator, Role.OPERATOR)
                    .get("/events?type=exclusion.made&type=exclusion.lifted&after=" + after.get());
            after.set(page.jsonPath().getLong("next"));
            return told.append(page.asString()).indexOf("exclusion.lifted") >= 0
                    && told.toString().contains(id);
        });
        assertThat(told.toString()).doesNotContain(name, "word-of-a-reason");
    }

    /** Neither in the feed nor, if it looked for more, in the database. */
    @Test
    void who_was_shut_out_is_told_to_nobody_else() {
        String id = exclude(Map.of("excluded", "subject", "name", "t-" + UUID.randomUUID(), "reason", "x"));
        as(operator, Role.OPERATOR).delete("/exclusions/" + id).then().statusCode(204);
        UUID stranger = Registry.employer();
        assertThat(List.of(entries(operator, id), entries(stranger, id))).containsExactly(2L, 0L);
        long after = 0;
        long end = await().until(() -> told(operator), position -> position > 0);
        while (after < end) {
            Response page = as(stranger, Role.DISTRICT_HR)
                    .get("/events?type=exclusion.made&type=exclusion.lifted&limit=200&after=" + after);
            page.then().statusCode(200).body("items", empty());
            after = page.jsonPath().getLong("next");
        }
    }

    /** The position of the last that an organization is told; 0 while it is told none. */
    private static long told(UUID organization) {
        long told = 0;
        long after = 0;
        while (true) {
            Response page =
                    as(organization, Role.OPERATOR).get("/events?type=exclusion.lifted&limit=200&after=" + after);
            List<String> positions = page.path("items.position");
            if (!positions.isEmpty()) {
                told = Long.parseLong(positions.getLast());
            }
            long next = page.jsonPath().getLong("next");
            if (next == after) {
                return told;
            }
            after = next;
        }
    }

    private long entries(UUID organization, String exclusion) {
        return database.as(new Caller(organization, "s", "Sam", Set.of()), () -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement count =
                            connection.prepareStatement("SELECT count(*) FROM trail_entry WHERE subject_id = ?")) {
                count.setObject(1, UUID.fromString(exclusion));
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        Map<String, Object> wrong = new HashMap<>();
        wrong.put("excluded", "organization");
        wrong.put("name", "a\u0007");
        wrong.put("reason", "");
        as(operator, Role.OPERATOR)
                .body(wrong)
                .post("/exclusions")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/excluded", "/name", "/reason")));
    }

    private String exclude(Map<String, Object> details) {
        return as(operator, Role.OPERATOR)
                .body(details)
                .post("/exclusions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static int people(String token) {
        return given().auth().oauth2(token).get("/people?limit=1").statusCode();
    }

    private static void refused(String token) {
        given().auth()
                .oauth2(token)
                .get("/people?limit=1")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("/problems/unauthenticated"));
    }

    private String signed(Map<String, Object> claims, Instant issued) throws Exception {
        byte[] key = Files.readAllBytes(data.resolve("sandbox-issuer").resolve("private.der"));
        PrivateKey secret = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
        var token = Jwt.issuer("urn:continuum:sandbox")
                .audience("continuum")
                .subject("somebody")
                .issuedAt(issued)
                .expiresAt(issued.plusSeconds(3000))
                .groups(Set.of(Role.PROGRAM_SUBMITTER))
                .claim("organization", UUID.randomUUID().toString());
        claims.forEach(token::claim);
        return token.jws().header("typ", "at+jwt").sign(secret);
    }
}
