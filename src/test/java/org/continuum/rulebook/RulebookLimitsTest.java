package org.continuum.rulebook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Role;
import org.continuum.access.ServiceIdentity;
import org.continuum.contract.Tokens;
import org.continuum.http.Problem;
import org.continuum.launch.Superuser;
import org.continuum.rules.Effort;
import org.continuum.rules.Question;
import org.junit.jupiter.api.Test;

/** What rule authors may send takes neither all memory nor all connections. */
@QuarkusTest
class RulebookLimitsTest {
    private static final String YAML = "application/yaml";
    private static final String RULES = """
            id: %1$s
            version: "%2$s"
            title: A portfolio
            authority: A test
            standing: synthetic
            licenseTypes: [%1$s]
            enacted: 2020-01-01
            effective: {from: 2020-01-01}
            zone: UTC
            requirements:
              - id: portfolio
                title: A portfolio
                citation: {label: "Sec. 1", mark: synthetic}
                rule: {exists: {kind: artifact}}
            """;
    private static final String LAYER = """
            id: local-%1$s
            version: "1"
            title: A portfolio and an observation
            authority: A test
            standing: synthetic
            extends: {ruleSet: %1$s}
            enacted: 2020-01-01
            effective: {from: 2020-01-01}
            requirements:
              - id: observation
                title: An observation
                citation: {label: Handbook 8, mark: synthetic}
                rule: {exists: {kind: observation}}
            """;

    private final UUID board = UUID.randomUUID();
    private final String id = "limit-" + UUID.randomUUID();

    @Inject
    Database database;

    @Inject
    Publications publications;

    @Inject
    Rulebook rulebook;

    private RequestSpecification author() {
        return given().auth().oauth2(Tokens.of(board, Role.RULE_AUTHOR)).contentType(YAML);
    }

    private RequestSpecification sends(String document) {
        return author().body(document.getBytes(StandardCharsets.UTF_8));
    }

    private Response publish(String document) {
        return sends(document).post("/rule-sets");
    }

    private String draft(String document) {
        return sends(document)
                .post("/rule-set-drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void addDrafts(int many) throws SQLException {
        change("""
                INSERT INTO rule_set_draft (organization_id, id, version, document, changed_at, changed_by)
                SELECT '%s', gen_random_uuid(), 1, 'title: Old', now(), 'she' FROM generate_series(1, %d)""".formatted(board, many));
    }

    @Test
    void ofTwoThatStartADraftAtOnceForTheLastPlaceOneGetsIt() throws Exception {
        addDrafts(StartDraft.MOST - 1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = Superuser.connect();
                Connection watcher = Superuser.connect()) {
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("LOCK TABLE rule_set_draft IN SHARE MODE");
            }
            long holding = number(holder, "SELECT pg_backend_pid()");
            List<Future<Integer>> both = Stream.generate(() -> threads.submit(
                            () -> sends("title: New").post("/rule-set-drafts").statusCode()))
                    .limit(2)
                    .toList();
            await().until(() -> number(watcher, """
                            SELECT count(*) FROM pg_stat_activity a WHERE EXISTS (
                                SELECT FROM unnest(pg_blocking_pids(a.pid)) b
                                WHERE b = %1$d OR %1$d = ANY (pg_blocking_pids(b)))""".formatted(holding)) == 2);
            holder.rollback();
            assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder(201, 409);
        }
        sends("title: New")
                .post("/rule-set-drafts")
                .then()
                .statusCode(409)
                .body("errors[0].detail", containsString("200 drafts"));
    }

    @Test
    void aListOfDraftsTellsWhatWasReadWhenTheyWereWrittenAndReadsNoDocument() throws Exception {
        String draft = draft(RULES.formatted(id, "1"));
        change("UPDATE rule_set_draft SET document = 'title: Unread' WHERE id = '" + draft + "'");
        author().get("/rule-set-drafts")
                .then()
                .statusCode(200)
                .body("items.ruleSet", contains(id))
                .body("items.version", contains("1"))
                .body("items.title", contains("A portfolio"))
                .body(
                        "items.digest",
                        contains(RuleSetDocument.digest(RULES.formatted(id, "1").getBytes(StandardCharsets.UTF_8))));
        sends("title: Changed")
                .header("If-Match", "\"1\"")
                .put("/rule-set-drafts/{id}", draft)
                .then()
                .statusCode(204);
        change("UPDATE rule_set_draft SET document = 'title: Unread' WHERE id = '" + draft + "'");
        author().get("/rule-set-drafts").then().body("items.title", contains("Changed"));
    }

    @Test
    void aDraftThatAnOlderVersionOfTheServiceWroteIsReadForTheList() throws Exception {
        addDrafts(1);
        author().get("/rule-set-drafts").then().statusCode(200).body("items.title", contains("Old"));
        String draft = draft("title: New");
        change("UPDATE rule_set_draft SET document = 'title: Newer', version = version + 1 WHERE id = '" + draft + "'");
        author().get("/rule-set-drafts")
                .then()
                .body("items", hasSize(2))
                .body("items.title", containsInAnyOrder("Old", "Newer"));
    }

    @Test
    void aTitleThatIsTooLongForAListIsCutBetweenTwoCharacters() {
        draft("title: a" + "\uD83D\uDE00".repeat(400));
        String title = author().get("/rule-set-drafts")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].title");
        assertThat(title).isEqualTo("a" + "\uD83D\uDE00".repeat(299));
    }

    /** A draft may have mistakes, these among them; the check tells of them. */
    @Test
    void aTitleThatTheDatabaseDoesNotTakeIsNone() {
        for (String wrong : List.of("a\\0b", "a\\uD800b")) {
            String draft = draft("id: x\ntitle: \"" + wrong + "\"");
            author().get("/rule-set-drafts/" + draft).then().statusCode(200);
        }
        author().get("/rule-set-drafts")
                .then()
                .statusCode(200)
                .body("items.id", hasSize(2))
                .body("items.title", everyItem(nullValue()));
    }

    @Test
    void noTransactionIsOpenWhileADocumentIsChecked() {
        List<Boolean> open = Collections.synchronizedList(new ArrayList<>());
        String document = RULES.formatted(id, "1");
        String draft = draft(document);
        QuarkusMock.installMockForInstance(
                new Publications(database) {
                    @Override
                    RuleSetDocument read(Caller caller, byte[] bytes) {
                        open.add(QuarkusTransaction.isActive());
                        return super.read(caller, bytes);
                    }
                },
                publications);
        sends(document).post("/rule-sets/check").then().statusCode(200).body("stage", equalTo("self_tested"));
        author().get("/rule-set-drafts/{id}/check", draft)
                .then()
                .statusCode(200)
                .body("stage", equalTo("self_tested"));
        assertThat(open).containsExactly(false, false);
    }

    @Test
    void aLayerIsCheckedOnItsFloor() {
        publish(RULES.formatted(id, "1")).then().statusCode(201);
        sends(LAYER.formatted(id))
                .post("/rule-sets/check")
                .then()
                .statusCode(200)
                .body("stage", equalTo("self_tested"))
                .body("ruleSet.layerOn.testedOn", equalTo("1"));
    }

    @Test
    void aRuleSetForWhichThereIsNoRoomIsReadAgain() {
        publish(RULES.formatted(id, "1")).then().statusCode(201);
        publish(LAYER.formatted(id)).then().statusCode(201);
        database.as(ServiceIdentity.CHECK, () -> {
            RuleSetDocument layer = publications.find("local-" + id, "1").orElseThrow();
            assertThat(publications.get(layer.digest())).isSameAs(layer);
            Publications roomy = new Publications(database, 2L * layer.size());
            assertThat(roomy.get(layer.digest())).isSameAs(roomy.get(layer.digest()));
            Publications tight = new Publications(database, layer.size() - 1L);
            RuleSetDocument again = tight.get(layer.digest());
            assertThat(tight.get(layer.digest())).isNotSameAs(again);
            assertThat(again.digest()).isEqualTo(layer.digest());
            assertThat(again.ruleSet().requirements()).hasSize(2);
            return null;
        });
    }

    @Test
    void aRuleSetHasSoManyVersionsAndAnOrganizationSoManyRuleSets() throws Exception {
        publish(RULES.formatted(id, "1")).then().statusCode(201);
        String other = "other-" + id;
        try {
            addVersions("'" + other + "', n::text", PublishRuleSet.MOST_VERSIONS - 1);
            publish(RULES.formatted(other, "last")).then().statusCode(201);
            publish(RULES.formatted(other, "more"))
                    .then()
                    .statusCode(409)
                    .body("errors.pointer", contains("/version"))
                    .body("errors[0].detail", containsString("200 versions"));
            addVersions("'" + id + "-' || n, '1'", PublishRuleSet.MOST_RULE_SETS - 2);
            publish(RULES.formatted("one-more-" + id, "1"))
                    .then()
                    .statusCode(409)
                    .body("errors.pointer", contains("/id"))
                    .body("errors[0].detail", containsString("500 rule sets"));
            publish(RULES.formatted(id, "2")).then().statusCode(201);
        } finally {
            removeAdded();
        }
    }

    @Test
    void soManyVersionsMayBeAboutALicenseType() throws Exception {
        publish(RULES.formatted(id, "1")).then().statusCode(201);
        try {
            addVersions("'" + id + "-' || n, '1'", PublishRuleSet.MOST_VERSIONS - 2);
            addThemAbout(id);
            publish(RULES.formatted(id, "2")).then().statusCode(201);
            publish(RULES.formatted(id, "3"))
                    .then()
                    .statusCode(409)
                    .body("errors.pointer", contains("/licenseTypes/0"))
                    .body("errors[0].detail", containsString("200 versions about"));
            publish(LAYER.formatted(id)).then().statusCode(201);
        } finally {
            removeAdded();
        }
    }

    @Test
    void aVersionIsFoundWithoutReadingThoseThatComeAfterIt() throws Exception {
        publish(RULES.formatted(id, "1")).then().statusCode(201);
        try {
            addVersions("'" + id + "', 'unreadable-' || n", 3);
            addThemAbout(id);
            author().get("/rule-sets/{id}/versions/1", id)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("published"));
            LocalDate today = LocalDate.of(2026, 11, 27);
            Question question = new Question(id, today, Instant.parse("2026-11-27T12:00:00Z"), today);
            database.as(ServiceIdentity.CHECK, () -> {
                List<Enactment> versions = rulebook.about(id);
                assertThat(versions).hasSize(4);
                assertThat(rulebook.inForce(versions, List.of(), question, Effort.ofARequest())
                                .document()
                                .ruleSet()
                                .version())
                        .isEqualTo("1");
                assertThatThrownBy(() -> rulebook.read(versions.getLast())).isInstanceOf(Problem.class);
                return null;
            });
        } finally {
            removeAdded();
        }
    }

    private void addThemAbout(String licenseType) throws SQLException {
        change(
                "INSERT INTO rule_set_license_type SELECT '%s', id, version FROM rule_set WHERE title = 'added' AND organization_id = '%s'"
                        .formatted(licenseType, board));
    }

    private void removeAdded() throws SQLException {
        change("""
                SET session_replication_role = replica;
                DELETE FROM rule_set_license_type WHERE (rule_set_id, version) IN (
                    SELECT id, version FROM rule_set WHERE title = 'added' AND organization_id = '%1$s');
                DELETE FROM rule_set WHERE title = 'added' AND organization_id = '%1$s'""".formatted(board));
    }

    private void addVersions(String names, int many) throws SQLException {
        change("""
                INSERT INTO rule_set (id, version, publication_id, title, authority, standing, enacted, effective_from, document,
                    digest, published_at, organization_id)
                SELECT %s, gen_random_uuid(), 'added', 'she', 'synthetic', '2019-01-01', '2019-01-01', 'x', sha256('x'), now(),
                    '%s' FROM generate_series(1, %d) n""".formatted(names, board, many));
    }

    private static void change(String statement) throws SQLException {
        try (Connection connection = Superuser.connect();
                PreparedStatement change = connection.prepareStatement(statement)) {
            change.execute();
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
