package org.continuum.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A database of the version before V136, in which some were registered at the same moment, is taken to this one. */
@QuarkusTest
class EarlierPairsTest {
    private static final String BEFORE = "135";
    private static final int REGISTERED = 23;

    @Test
    void whoever_was_missed_is_found_and_nobody_is_asked_about_again() throws SQLException {
        try (SmallCopy copy = SmallCopy.empty("earlier_pairs");
                Connection earlier = copy.connect()) {
            copy.migrations().target(BEFORE).load().migrate();
            // at the same moment: no mark saw another
            execute(earlier, "SET session_replication_role = replica");
            marks(earlier, 1, REGISTERED, "many");
            marks(earlier, 31, 33, "three");
            marks(earlier, 41, 41, "one");
            pair(earlier, 31, 32, "three");
            execute(earlier, """
                    INSERT INTO duplicate_dismissal
                    VALUES (%s, %s, gen_random_uuid(), 1, 1, now(), gen_random_uuid(), 'she', 'x', sha256('x'))""".formatted(person(31), person(33)));
            copy.migrations().load().migrate();

            assertThat(pairs(earlier, "three"))
                    .as("the first as it was, the second new, and not the two who were dismissed")
                    .isEqualTo("31-32 earlier, 32-33 now");
            assertThat(pairs(earlier, "one")).isNull();
            assertThat(pairs(earlier, "many").split(", "))
                    .as("each with the latest twenty before her")
                    .hasSize(20 * 19 / 2 + 20 * (REGISTERED - 20))
                    .contains("1-2 now", "1-21 now", "22-23 now", "3-23 now")
                    .doesNotContain("1-22 now", "2-23 now");
        }
    }

    private static void marks(Connection connection, int first, int last, String mark) throws SQLException {
        execute(
                connection,
                "INSERT INTO person_mark SELECT %s, 'family-name', sha256('%s') FROM generate_series(%d, %d) n"
                        .formatted(person("n"), mark, first, last));
    }

    private static void pair(Connection connection, int person, int other, String mark) throws SQLException {
        execute(
                connection,
                "INSERT INTO possible_duplicate VALUES (%s, %s, 'family-name', sha256('%s'), '2026-01-01')"
                        .formatted(person(person), person(other), mark));
    }

    private static String person(Object number) {
        return "lpad((%s)::text, 32, '0')::uuid".formatted(number);
    }

    private static String pairs(Connection connection, String mark) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT string_agg(ltrim(replace(person_id::text, '-', ''), '0') || '-'
                            || ltrim(replace(other_id::text, '-', ''), '0')
                            || CASE WHEN found_at < '2026-02-01' THEN ' earlier' ELSE ' now' END, ', '
                            ORDER BY person_id, other_id)
                        FROM possible_duplicate WHERE mark = sha256('%s')""".formatted(mark))) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
