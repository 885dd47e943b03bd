package org.continuum.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A database of the version before V147, with what had ended already, is taken to this one. */
@QuarkusTest
class EarlierEndsTest {
    private static final String BEFORE = "146";
    private static final String PERSON = "'00000000-0000-0000-0000-000000000001'";
    private static final String PART = "'00000000-0000-0000-0000-000000000002'";
    private static final String GRANT =
            "INSERT INTO person_grant (person_id, id, organization_id, jurisdiction, relation, scopes,"
                    + " basis, valid_from, valid_to, source_id, granted_by, actor, granted_at) VALUES (";

    @Test
    void what_had_ended_is_marked_and_nothing_else() throws SQLException {
        try (SmallCopy copy = SmallCopy.empty("earlier_ends");
                Connection earlier = copy.connect()) {
            copy.migrations().target(BEFORE).load().migrate();
            execute(earlier, "SET session_replication_role = replica");
            execute(earlier, "INSERT INTO person_part VALUES (%s, 1, %s, 1)".formatted(PERSON, PART));
            execute(earlier, "INSERT INTO person_head VALUES (%s, 1, now(), %s)".formatted(PART, PERSON));
            execute(
                    earlier,
                    "INSERT INTO program VALUES (%s, %s, 'x', 'x', 'x', 'x', 'x', 1)".formatted(id(90), id(10)));
            held(earlier, PERSON, 10, "registrar");
            held(earlier, PERSON, 10, "preparation-provider");
            held(earlier, PERSON, 11, "employer");
            held(earlier, PERSON, 12, "employer");
            held(earlier, PERSON, 13, "registrar");
            consented(earlier, 14);
            consented(earlier, 15);
            execute(
                    earlier,
                    "INSERT INTO enrollment VALUES (%s, %s, %s, '2019-09-01', '2020-02-28', 'completed', 1)"
                            .formatted(PERSON, id(30), id(90)));
            employed(earlier, PERSON, 11, "'2021-06-30'");
            employed(earlier, PART, 11, "'2023-06-30'");
            employed(earlier, PERSON, 12, "'2021-06-30'");
            employed(earlier, PART, 12, "null");
            execute(
                    earlier,
                    "INSERT INTO person_grant_revocation VALUES (%s, %s, %s, %1$s, 'she', '2022-01-01Z', 'x', sha256('x'))"
                            .formatted(PERSON, id(115), id(15)));
            copy.migrations().load().migrate();

            assertThat(ends(earlier))
                    .isEqualTo(Map.of(
                            "10 registrar", "2021-03-01",
                            "10 preparation-provider", "2021-03-01",
                            "11 employer", "2024-07-01",
                            "12 employer", "-",
                            "13 registrar", "-",
                            "14 consent", "-",
                            "15 consent", "taken back"));
        }
    }

    private static void held(Connection connection, String person, int organization, String relation)
            throws SQLException {
        execute(
                connection,
                GRANT
                        + "%s, gen_random_uuid(), %s, null, '%s', '{}', 'x', now(), null, gen_random_uuid(), %2$s, 'x', now())"
                                .formatted(person, id(organization), relation));
    }

    private static void consented(Connection connection, int organization) throws SQLException {
        execute(
                connection,
                GRANT
                        + "%s, %s, %s, null, 'consent', '{license}', 'x', now(), null, gen_random_uuid(), %1$s, 'x', now())"
                                .formatted(PERSON, id(100 + organization), id(organization)));
    }

    private static void employed(Connection connection, String person, int employer, String endedOn)
            throws SQLException {
        execute(
                connection,
                "INSERT INTO employment VALUES (%s, gen_random_uuid(), %s, null, '2020-08-01', %s, 1)"
                        .formatted(person, id(employer), endedOn));
    }

    private static String id(int number) {
        return "'%032d'::uuid".formatted(number);
    }

    private static Map<String, String> ends(Connection connection) throws SQLException {
        Map<String, String> ends = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT ltrim(replace(organization_id::text, '-', ''), '0') || ' ' || relation, CASE
                            WHEN revoked_at = '2022-01-01Z' THEN 'taken back'
                            WHEN isfinite(lapses_at) AND revoked_at IS NULL THEN
                                to_char(lapses_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') ELSE '-' END
                        FROM person_grant""")) {
            while (rows.next()) {
                ends.put(rows.getString(1), rows.getString(2));
            }
        }
        return ends;
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
