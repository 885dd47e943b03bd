package org.continuum.proof;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.launch.Superuser;
import org.junit.jupiter.api.Test;

/**
 * The second wall without the first: what the database shows to plain SQL under the application's role, by who is said to be
 * asking. And every policy is needed: without it, or with one that lets everybody pass, this test tells something else.
 */
@QuarkusTest
class WallsTest {
    /** Tables without a wall, and why. */
    private static final Map<String, String> OPEN = Map.ofEntries(
            Map.entry("organization", "public: who there is to deal with"),
            Map.entry("organization_identifier", "as organization"),
            Map.entry("program", "as organization"),
            Map.entry("framework", "published"),
            Map.entry("framework_competency", "as framework"),
            Map.entry("framework_scale", "as framework"),
            Map.entry("rule_set", "the law is public"),
            Map.entry("rule_set_license_type", "as rule_set"),
            Map.entry("rule_set_layer", "as rule_set"),
            Map.entry("rule_set_withdrawal", "as rule_set"),
            Map.entry("trail_position", "the order of entries, of which it holds no more than the ids"),
            Map.entry("trail_queue", "ids of entries for the moment until they have a position"),
            Map.entry("log_entry", "hashes, public by design"),
            Map.entry("log_tile", "as log_entry"),
            Map.entry("log_checkpoint", "as log_entry"),
            Map.entry("log_key", "public keys"),
            Map.entry("flyway_schema_history", "the migrations' own; the application may not read it"));

    private static final String UNGUARDED = """
            SELECT c.relname FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                    AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname NOT IN ('check', 'setup'))
                    AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'check')
                    AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'setup'))""";

    /** Whose "exists" PostgreSQL may answer by reading all that the condition could ever be about. */
    private static final String READING_ALL = """
            SELECT tablename || '.' || policyname FROM pg_policies
            WHERE (SELECT count(*) FROM regexp_matches(concat(qual, with_check), 'EXISTS', 'g'))
                <> (SELECT count(*) FROM regexp_matches(concat(qual, with_check), 'OFFSET 0', 'g'))""";

    /** Which rows of a table the story has, where they are not told by the person. */
    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("person", "person_id = '%1$s' OR details = 'ungranted'"),
            Map.entry("request_key", "organization_id = '%2$s'"),
            Map.entry("rule_set_draft", "organization_id = '%2$s'"),
            Map.entry("license_series", "organization_id = '%3$s'"),
            Map.entry("bulk_job", "organization_id = '%2$s'"),
            Map.entry("bulk_line", "true"),
            Map.entry("bulk_reversed", "true"),
            Map.entry("exclusion", "organization_id = '%2$s'"),
            Map.entry("subscription", "organization_id = '%2$s'"),
            Map.entry("subscription_secret", "true"),
            Map.entry("delivery_progress", "true"),
            Map.entry("delivery", "true"));

    /** What a relation that has lapsed does not open. */
    private static final Set<String> OF_HER = Set.of(
            "determination_notice",
            "duplicate_dismissal",
            "employment",
            "enrollment",
            "evidence",
            "evidence_retraction",
            "evidence_signature",
            "induction",
            "license",
            "licensing_decision",
            "mentorship",
            "possible_duplicate");

    private static final String REFUSED = "42501";
    private static final String ADDED_ONLY = "23000";

    @Inject
    AgroalDataSource application;

    /** Somebody who asks: a database role, and what the transaction is told. */
    private record Asker(String role, String organization, String jurisdiction, String service) {
        static Asker of(UUID organization) {
            return new Asker("continuum_app", organization.toString(), "", "");
        }

        static Asker service(String service) {
            return new Asker("continuum_app", "", "", service);
        }
    }

    /**
     * What came of a look, of an attempt to add a row that is there already (the wall comes before the key) and of one to
     * remove what is there.
     */
    private record Met(long seen, String added, String removed) {}

    @Test
    void every_table_has_a_wall_or_a_reason() throws SQLException {
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(texts(statement, UNGUARDED)).isEqualTo(new TreeSet<>(OPEN.keySet()));
            statement.execute("CREATE TABLE forgotten (person_id uuid)");
            assertThat(texts(statement, UNGUARDED)).contains("forgotten");
            statement.execute("ALTER TABLE forgotten ENABLE ROW LEVEL SECURITY");
            assertThat(texts(statement, UNGUARDED)).as("not forced, no policy").contains("forgotten");
            connection.rollback();
        }
    }

    @Test
    void a_wall_looks_at_one_persons_grants_and_never_at_all_of_them() throws SQLException {
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(texts(statement, READING_ALL)).isEmpty();
            statement.execute("ALTER POLICY known ON enrollment USING (EXISTS (SELECT FROM person_grant g"
                    + " WHERE g.person_id = enrollment.person_id AND g.jurisdiction = caller_jurisdiction()))");
            assertThat(texts(statement, READING_ALL)).containsExactly("enrollment.known");
            connection.rollback();
        }
    }

    @Test
    void whoever_is_unknown_or_foreign_finds_no_row_in_any_table_and_each_policy_is_needed() throws SQLException {
        Told told = Told.once();
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Map<String, Asker> askers = furnish(statement, told);
            Set<String> walled = texts(statement, "SELECT DISTINCT polrelid::regclass::text FROM pg_policy");
            assertThat(walled).hasSizeGreaterThan(25);
            Map<String, Map<String, Met>> met = new TreeMap<>();
            for (String table : walled) {
                met.put(table, meet(connection, table, rows(told, table), askers));
            }
            for (String table : walled) {
                for (String asker : List.of("nobody", "foreign", "public", "owner")) {
                    assertThat(met.get(table).get(asker))
                            .as("%s in %s", asker, table)
                            .matches(each -> each.seen() == 0 && each.added().equals(REFUSED))
                            .matches(each -> Set.of("0", REFUSED, ADDED_ONLY).contains(each.removed()));
                }
                if (OF_HER.contains(table)) {
                    assertThat(met.get(table).get("former employer").seen())
                            .as(table)
                            .isZero();
                }
                if (!table.equals("trail_entry")) { // what touches nobody is for all
                    assertThat(met.get(table).get("employer that never was").seen())
                            .as(table)
                            .isZero();
                }
                assertThat(met.get(table).get("check").seen()).as(table).isPositive();
                assertThat(met.get(table).get("setup").seen()).as(table).isPositive();
            }
            long killed = 0;
            List<String> survivors = new ArrayList<>();
            for (String mutant : mutants(statement)) {
                String table = mutant.replaceFirst("(?s)^\\w+ POLICY \\S+ ON (\\S+).*", "$1");
                Savepoint before = connection.setSavepoint();
                statement.execute(mutant);
                boolean same =
                        meet(connection, table, rows(told, table), askers).equals(met.get(table));
                connection.rollback(before);
                if (same) {
                    survivors.add(mutant);
                } else {
                    killed++;
                }
            }
            System.out.printf("Policies: %d of %d mutants were noticed%n", killed, killed + survivors.size());
            assertThat(survivors).isEmpty();
            assertThat(killed).isGreaterThan(150);
            connection.rollback();
        }
    }

    @Test
    void nobody_finds_whom_the_last_borrower_of_a_connection_was_for() throws SQLException {
        Told told = Told.once();
        told.bundle(told.board().university(), Role.PROGRAM_SUBMITTER);
        List<Connection> borrowed = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                borrowed.add(application.getConnection());
            }
            for (Connection each : borrowed) {
                try (Statement statement = each.createStatement()) {
                    assertThat(
                                    texts(
                                            statement,
                                            "SELECT coalesce(caller_organization()::text, '')"
                                                    + " || coalesce(caller_service(), '') || coalesce(caller_jurisdiction(), '')"))
                            .containsExactly("");
                    assertThat(texts(statement, "SELECT count(*)::text FROM person"))
                            .containsExactly("0");
                }
            }
        } finally {
            for (Connection each : borrowed) {
                each.close();
            }
        }
    }

    /** And the first wall without the second. */
    @Test
    void without_the_second_wall_the_first_still_answers_that_there_is_no_such_person() throws SQLException {
        Told told = Told.once();
        String person = "/people/" + told.board().person();
        List<String> paths = List.of(
                person,
                person + "/enrollments",
                person + "/employments",
                person + "/evidence",
                person + "/evidence/" + told.signed(),
                person + "/readiness?licenseType=" + told.board().licenseType(),
                person + "/licenses",
                person + "/licensing-decisions",
                person + "/continuum",
                person + "/grants",
                person + "/proof-bundle");
        String token = Tokens.of(
                UUID.randomUUID(),
                Role.PROGRAM_SUBMITTER,
                Role.PROGRAM_ADMINISTRATOR,
                Role.BOARD_ANALYST,
                Role.BOARD_DECIDER,
                Role.DISTRICT_HR);
        wall("DISABLE");
        try {
            try (Connection connection = application.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(texts(statement, "SELECT count(*)::text FROM person"))
                        .as("the wall is down")
                        .doesNotContain("0");
            }
            for (String path : paths) {
                int status = given().auth().oauth2(token).get(path).statusCode();
                assertThat(status).as(path).isEqualTo(404);
            }
        } finally {
            wall("ENABLE");
        }
    }

    private static void wall(String command) throws SQLException {
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            for (String table : texts(statement, "SELECT DISTINCT polrelid::regclass::text FROM pg_policy")) {
                statement.execute("ALTER TABLE %s %s ROW LEVEL SECURITY".formatted(table, command));
            }
        }
    }

    /** Rows in every table that the story leaves empty, consents and whoever may ask; until the transaction is undone. */
    private static Map<String, Asker> furnish(Statement statement, Told told) throws SQLException {
        UUID person = told.board().person();
        UUID university = told.board().university();
        UUID authority = told.board().authority();
        UUID issuer = UUID.randomUUID();
        UUID job = UUID.randomUUID();
        UUID subscription = UUID.randomUUID();
        Map<String, Asker> askers = new LinkedHashMap<>();
        askers.put("nobody", Asker.service(""));
        askers.put("foreign", Asker.of(UUID.randomUUID()));
        askers.put("university", Asker.of(university));
        askers.put("district", Asker.of(told.district()));
        askers.put("person", Asker.of(person));
        askers.put("issuer", Asker.of(issuer));
        askers.put(
                "authority",
                new Asker(
                        "continuum_app",
                        authority.toString(),
                        texts(statement, "SELECT jurisdiction FROM organization WHERE id = '" + authority + "'")
                                .iterator()
                                .next(),
                        ""));
        for (String service : List.of("gate", "sequencer", "webhooks", "bulk", "public", "vault", "check")) {
            askers.put(service, Asker.service(service));
        }
        UUID herself = UUID.randomUUID();
        UUID alike = UUID.fromString("ffffffff-ffff-7fff-8fff-ffffffffffff");
        askers.put("herself under another id", Asker.of(herself));
        askers.put("merge", new Asker("continuum_owner", "", "", "merge"));
        askers.put("pairs", new Asker("continuum_owner", "", "", "pairs"));
        askers.put("objections", new Asker("continuum_owner", "", "", "objections"));
        askers.put("identification", new Asker("continuum_owner", "", "", "identification"));
        askers.put("owner", new Asker("continuum_owner", "", "", ""));
        askers.put("setup", new Asker("continuum_owner", "", "", "setup"));
        statement.execute("SET LOCAL session_replication_role = replica");
        for (String scope : List.of("readiness", "evidence", "license", "growth")) {
            UUID holder = UUID.randomUUID();
            askers.put("consent to " + scope, Asker.of(holder));
            statement.execute("""
                    INSERT INTO person_grant (person_id, id, organization_id, relation, scopes, basis, valid_from, valid_to,
                        source_id, granted_by, actor, granted_at)
                    VALUES ('%1$s', gen_random_uuid(), '%2$s', 'consent', '{%3$s}', 'consent', now() - interval '1 day',
                        now() + interval '1 day', gen_random_uuid(), '%1$s', 'she', now())""".formatted(person, holder, scope));
        }
        UUID once = UUID.randomUUID();
        askers.put("whose consent was taken back", Asker.of(once));
        statement.execute("""
                INSERT INTO person_grant (person_id, id, organization_id, relation, scopes, basis, valid_from, valid_to, source_id,
                    granted_by, actor, granted_at, revoked_at)
                VALUES ('%1$s', gen_random_uuid(), '%2$s', 'consent', '{readiness,evidence,license,growth}', 'consent',
                    now() - interval '2 days', now() + interval '1 day', gen_random_uuid(), '%1$s', 'she', now(),
                    now() - interval '1 day')""".formatted(person, once));
        for (String ended : List.of("lapses_at", "revoked_at")) {
            UUID employer = UUID.randomUUID();
            askers.put(ended.equals("lapses_at") ? "former employer" : "employer that never was", Asker.of(employer));
            for (Object of : List.of(person, alike)) {
                statement.execute("""
                        INSERT INTO person_grant (person_id, id, organization_id, relation, scopes, basis, valid_from, source_id,
                            granted_by, actor, granted_at, %3$s)
                        VALUES ('%1$s', gen_random_uuid(), '%2$s', 'employer', '{}', 'employment', now() - interval '2 years',
                            gen_random_uuid(), '%2$s', 'she', now(), now() - interval '1 day')""".formatted(of, employer, ended));
            }
        }
        statement.execute(
                "UPDATE person_head SET absorbed_by = '%s' WHERE person_id = '%s'".formatted(herself, person));
        for (String row : List.of(
                "person_grant (person_id, id, organization_id, relation, scopes, basis, valid_from, source_id, granted_by,"
                        + " actor, granted_at) VALUES ('%s', gen_random_uuid(), '%s', 'self', '{}', 'herself', now(),"
                                .formatted(person, herself)
                        + " gen_random_uuid(), gen_random_uuid(), 'she', now())",
                "person_grant (person_id, id, jurisdiction, relation, scopes, basis, valid_from, source_id, granted_by,"
                        + " actor, granted_at) VALUES ('%s', gen_random_uuid(), 'US-MA', 'licensing-authority', '{}',"
                                .formatted(alike)
                        + " 'jurisdiction', now(), gen_random_uuid(), gen_random_uuid(), 'she', now())",
                "person_part VALUES ('%s', 1, gen_random_uuid(), 1)".formatted(person),
                "person_merge VALUES ('%1$s', '%2$s', gen_random_uuid(), 1, 1, now(), '%2$s', 'she', 'x', sha256('x'))"
                        .formatted(person, herself),
                "possible_duplicate VALUES ('%s', '%s', 'family-name', 'x', now())".formatted(person, alike),
                "duplicate_dismissal VALUES ('%1$s', '%2$s', gen_random_uuid(), 1, 1, now(), '%2$s', 'she', 'x',"
                                .formatted(person, alike)
                        + " sha256('x'))",
                "person_deactivation VALUES ('%s', 1, now(), '%s', 'she', 'x', sha256('x'))".formatted(person, herself),
                // as it is before the act has added its grant
                "person (person_id, details, registered_by, version) VALUES (gen_random_uuid(), 'ungranted', '%s', 1)"
                        .formatted(university),
                "person_identifier VALUES ('%s', '%s', sha256('walled'))".formatted(issuer, person),
                "person_erasure VALUES ('%s', 'court-order', 'A-1', now(), 9, '%s', 'she', 'x', sha256('x'))"
                        .formatted(person, authority),
                "person_access VALUES ('%s', gen_random_uuid(), now(), '%s', 'she', 'x', 'x', 'x', '{}', 'x')"
                        .formatted(person, university),
                "induction VALUES ('%s', gen_random_uuid(), '%s', gen_random_uuid(), null, '2026-09-01', null, 1)"
                        .formatted(person, told.district()),
                "mentorship VALUES ('%s', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2026-09-01', null, 1)"
                        .formatted(person),
                "rule_set_draft VALUES ('%s', gen_random_uuid(), 1, 'x', now(), 'she')".formatted(university),
                "request_key VALUES ('%s', gen_random_uuid()::text, 'x', 'x')".formatted(university),
                "bulk_job (id, organization_id, actor, format, state, created_at, changed_at)"
                        + " VALUES ('%s', '%s', 'she', 'ndjson', 'checked', now(), now())".formatted(job, university),
                "bulk_line VALUES ('%s', 1, 'x')".formatted(job),
                "bulk_verdict VALUES ('%s', 1, 'acceptable', null, '%s')".formatted(job, person),
                "bulk_row VALUES ('%s', 1, 'accepted', null, '%s', gen_random_uuid())".formatted(job, person),
                "bulk_reversed VALUES ('%s', 1)".formatted(job),
                "exclusion VALUES (gen_random_uuid(), '%s', 'subject', 'x', null, 'x', now(), 'she')"
                        .formatted(university),
                "subscription VALUES ('%s', '%s', 'x', '{}', '1', null, 'active', null, 1, now(), 'x')"
                        .formatted(subscription, university),
                "subscription_secret VALUES ('%s', gen_random_uuid(), 'x', now())".formatted(subscription),
                "delivery_progress VALUES ('%s', 0)".formatted(subscription),
                "delivery VALUES ('%s', 1, gen_random_uuid(), 'x', 'delivered', 1, now())".formatted(subscription),
                // what touches nobody is told to every organization, but not to nobody
                "trail_entry VALUES ('%1$s', gen_random_uuid(), 'organization.changed', '%1$s', 'she', null, null,"
                                .formatted(issuer)
                        + " gen_random_uuid(), now(), sha256('a'), sha256('b'), '{}', '', '')",
                // a former hears that the record is closed
                "trail_entry VALUES ('%1$s', gen_random_uuid(), 'person.erased', '%2$s', 'she', '%1$s', 999999,"
                                .formatted(person, UUID.randomUUID())
                        + " gen_random_uuid(), now(), sha256('a'), sha256('b'), '{}', '', '')",
                // whom a consent is for hears of it, though it is nothing else to the person
                "trail_entry VALUES ('%1$s', gen_random_uuid(), 'grant.given', '%1$s', 'she', '%1$s', 1,"
                                .formatted(UUID.randomUUID())
                        + " gen_random_uuid(), now(), sha256('a'), sha256('b'), '{\"organization\": \""
                        + askers.get("consent to license").organization() + "\"}', '', '')")) {
            statement.execute("INSERT INTO " + row);
        }
        statement.execute("SET LOCAL session_replication_role = origin");
        return askers;
    }

    private static String rows(Told told, String table) {
        return OURS.getOrDefault(table, "person_id = '%1$s'")
                .formatted(
                        told.board().person(),
                        told.board().university(),
                        told.board().authority());
    }

    private static Map<String, Met> meet(Connection connection, String table, String rows, Map<String, Asker> askers)
            throws SQLException {
        List<String> stored = new ArrayList<>(jsons(connection, table, rows));
        if (table.equals("trail_entry")) {
            rows = "true";
        }
        Map<String, Met> met = new LinkedHashMap<>();
        for (Map.Entry<String, Asker> each : askers.entrySet()) {
            Savepoint before = connection.setSavepoint();
            become(connection, each.getValue());
            // what touches nobody's record is for all: a foreign organization must find nothing else
            String others = table.equals("trail_entry") && each.getKey().equals("foreign")
                    ? "(person_id IS NOT NULL OR type ~ '^(bulk-job|rule-set-draft|subscription)[.]')"
                    : rows;
            long seen = count(connection, table, others);
            List<String> added = new ArrayList<>();
            for (String json : stored) {
                added.add(add(connection, table, json));
            }
            String removed = attempt(connection, "DELETE FROM %s WHERE %s".formatted(table, others));
            connection.rollback(before);
            met.put(each.getKey(), new Met(seen, String.join(" ", new TreeSet<>(added)), removed));
        }
        return met;
    }

    private static void become(Connection connection, Asker asker) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    SELECT set_config('continuum.organization', '%s', true), set_config('continuum.jurisdiction', '%s', true),
                        set_config('continuum.service', '%s', true), set_config('continuum.actor', 'she', true),
                        set_config('continuum.now', now()::text, true)""".formatted(asker.organization(), asker.jurisdiction(), asker.service()));
            statement.execute("SET LOCAL ROLE " + asker.role());
        }
    }

    private static long count(Connection connection, String table, String rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM %s WHERE %s".formatted(table, rows))) {
            row.next();
            return row.getLong(1);
        } finally {
            connection.rollback(before);
        }
    }

    /** The state that the attempt ends with: refused by the wall, or by the key because the row is there. */
    private static String add(Connection connection, String table, String json) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement add = connection.prepareStatement(
                "INSERT INTO %1$s SELECT (jsonb_populate_record(null::%1$s, ?::jsonb)).*".formatted(table))) {
            add.setString(1, json);
            add.executeUpdate();
            return "added";
        } catch (SQLException e) {
            return e.getSQLState();
        } finally {
            connection.rollback(before);
        }
    }

    /** How many rows a statement has changed, or the state that it ends with. */
    private static String attempt(Connection connection, String statement) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement execute = connection.createStatement()) {
            return Integer.toString(execute.executeUpdate(statement));
        } catch (SQLException e) {
            return e.getSQLState();
        } finally {
            connection.rollback(before);
        }
    }

    /** Whoever may read a record cannot erase it by one word: that takes an erasure, which says who, and on what ground. */
    @Test
    void without_the_first_wall_nobody_removes_or_spoils_a_key_but_who_has_erased() throws SQLException {
        Told told = Told.once();
        String person = told.board().person().toString();
        String remove = "DELETE FROM person_key WHERE person_id = '%s'".formatted(person);
        String spoil =
                "UPDATE person_key SET wrapped = sha256('x') || sha256('y') WHERE person_id = '%s'".formatted(person);
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String jurisdiction = texts(
                            statement,
                            "SELECT jurisdiction FROM organization WHERE id = '%s'"
                                    .formatted(told.board().authority()))
                    .iterator()
                    .next();
            Asker authority =
                    new Asker("continuum_app", told.board().authority().toString(), jurisdiction, "");
            for (Asker each : List.of(
                    Asker.of(told.board().university()),
                    Asker.of(told.district()),
                    Asker.of(told.board().person()),
                    authority)) {
                Savepoint before = connection.setSavepoint();
                become(connection, each);
                assertThat(attempt(connection, remove)).as("%s", each).isEqualTo("0");
                assertThat(attempt(connection, spoil)).as("%s", each).isEqualTo("0");
                connection.rollback(before);
            }
            String erase =
                    "INSERT INTO person_erasure (person_id, ground, order_reference, erased_at, person_seq, record,"
                            + " digest) VALUES ('%s', 'court-order', 'A-1', now(), 9, 'x', sha256('x'))"
                                    .formatted(person);
            Savepoint before = connection.setSavepoint();
            become(connection, Asker.of(told.district()));
            assertThat(attempt(connection, erase)).as("who does not decide").isEqualTo(REFUSED);
            connection.rollback(before);
            become(connection, authority);
            statement.execute(erase);
            assertThat(attempt(connection, remove)).as("who has erased").isEqualTo("1");
            connection.rollback();
            statement.execute("CREATE POLICY careless ON person_key USING (person_id = '%s')".formatted(person));
            become(connection, Asker.of(told.district()));
            assertThat(attempt(connection, remove)).as("the sabotage").isEqualTo("1");
            connection.rollback();
        }
    }

    @Test
    void without_the_first_wall_she_takes_back_a_consent_and_ends_no_relation_and_nobody_elses_is_ended()
            throws SQLException {
        Told told = Told.once();
        UUID person = told.board().person();
        String revoke = """
                INSERT INTO person_grant_revocation (person_id, grant_id, organization_id, revoked_at, record, digest)
                SELECT person_id, id, organization_id, now(), 'x', sha256('x') FROM person_grant
                WHERE person_id = '%s' AND revoked_at IS NULL AND relation %s""";
        String relations = revoke.formatted(person, "IN ('employer', 'preparation-provider')");
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("""
                    INSERT INTO person_grant (person_id, id, organization_id, relation, scopes, basis, valid_from, valid_to,
                        source_id, granted_by, actor, granted_at)
                    VALUES ('%1$s', gen_random_uuid(), gen_random_uuid(), 'consent', '{license}', 'consent', now(),
                        now() + interval '1 day', gen_random_uuid(), '%1$s', 'she', now())""".formatted(person));
            Savepoint before = connection.setSavepoint();
            become(connection, Asker.of(person));
            assertThat(attempt(connection, revoke.formatted(person, "= 'consent'")))
                    .isNotIn("0", REFUSED);
            assertThat(attempt(connection, relations)).isEqualTo(REFUSED);
            connection.rollback(before);
            for (UUID each : List.of(told.district(), told.board().university())) {
                become(connection, Asker.of(each));
                assertThat(attempt(connection, relations)).as("its own").isEqualTo("1");
                assertThat(attempt(connection, revoke.formatted(person, "= 'registrar'")))
                        .as("nobody's to end")
                        .isIn("0", REFUSED);
                connection.rollback(before);
            }
            become(connection, Asker.of(UUID.randomUUID()));
            assertThat(attempt(connection, relations)).as("shown none").isEqualTo("0");
            connection.rollback();
        }
    }

    /** A few different rows of the story's. */
    private static List<String> jsons(Connection connection, String table, String rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return List.copyOf(
                    texts(statement, "SELECT to_jsonb(t)::text FROM %s t WHERE %s LIMIT 12".formatted(table, rows)));
        }
    }

    /** Every policy dropped, every one opened to all, and every one that forgets when a grant ends. */
    private static List<String> mutants(Statement statement) throws SQLException {
        List<String> mutants = new ArrayList<>();
        Map<String, String> how = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("""
                SELECT quote_ident(polname) || ' ON ' || polrelid::regclass AS policy,
                    CASE WHEN polcmd = 'a' THEN 'WITH CHECK (true)' ELSE 'USING (true)' END AS opened
                FROM pg_policy""")) {
            while (rows.next()) {
                how.put(rows.getString(1), rows.getString(2));
            }
        }
        Map<String, String> ends = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("""
                SELECT quote_ident(polname) || ' ON ' || polrelid::regclass AS policy, pg_get_expr(polqual, polrelid) AS condition
                FROM pg_policy WHERE polqual IS NOT NULL""")) {
            while (rows.next()) {
                ends.put(rows.getString(1), rows.getString(2));
            }
        }
        ends.forEach((policy, condition) -> {
            for (String end :
                    List.of("(g.lapses_at > caller_now())", "(g.revoked_at IS NULL)", "(revoked_at IS NULL)")) {
                if (condition.contains(end)) {
                    mutants.add("ALTER POLICY %s USING (%s)".formatted(policy, condition.replace(end, "true")));
                }
            }
        });
        how.forEach((policy, opened) -> {
            mutants.add("DROP POLICY " + policy);
            mutants.add("ALTER POLICY " + policy + " " + opened);
        });
        return mutants;
    }

    private static Set<String> texts(Statement statement, String query) throws SQLException {
        Set<String> texts = new TreeSet<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
