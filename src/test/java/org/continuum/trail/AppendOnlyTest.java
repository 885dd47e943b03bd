package org.continuum.trail;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.continuum.access.Unwalled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is recorded cannot be changed or removed, not by the application and not by the tables' owner. */
@QuarkusTest
class AppendOnlyTest {
    private static final String TABLES_WITH_GUARD = """
            SELECT c.relname, a.attname
            FROM pg_trigger t
            JOIN pg_class c ON c.oid = t.tgrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1
            WHERE t.tgname = 'refuse_change'""";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String INTEGRITY_VIOLATION = "23000";

    @Inject
    AgroalDataSource application;

    @Test
    void the_trail_is_append_only() throws SQLException {
        assertTrue(guarded().keySet().containsAll(Set.of("trail_entry", "trail_position")));
    }

    @Test
    void the_application_may_neither_change_nor_remove_what_is_recorded() throws SQLException {
        try (Connection connection = application.getConnection()) {
            assertAll(changes().map(change -> refused(connection, change, INSUFFICIENT_PRIVILEGE)));
        }
    }

    @Test
    void not_even_the_owner_may_change_or_remove_what_is_recorded() throws SQLException {
        try (Connection connection = Unwalled.open()) {
            assertAll(changes().map(change -> refused(connection, change, INTEGRITY_VIOLATION)));
        }
    }

    /** The refusals above are the guard's doing: a table without it takes the same change. */
    @Test
    void a_table_without_the_guard_would_be_noticed() throws SQLException {
        try (Connection connection = Unwalled.open()) {
            Executable unguarded = refused(connection, "UPDATE person_head SET seq = seq", INTEGRITY_VIOLATION);
            assertThrows(AssertionError.class, unguarded);
        }
    }

    @Test
    void an_answer_once_given_to_a_key_stays() throws SQLException {
        try (Connection connection = Unwalled.open();
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO request_key (organization_id, key, salt, digest, subject_id, entry_id)
                    VALUES (gen_random_uuid(), 'k', '', '', gen_random_uuid(), gen_random_uuid())""");
            assertAll(Stream.of("UPDATE request_key SET subject_id = gen_random_uuid()", "DELETE FROM request_key")
                    .map(change -> refused(connection, change, INTEGRITY_VIOLATION)));
        }
    }

    private Stream<String> changes() throws SQLException {
        Map<String, String> guarded = guarded();
        assertFalse(guarded.isEmpty(), "no append-only table was found: this test looks in the wrong place");
        return guarded.entrySet().stream()
                .flatMap(each -> List.of(
                        "UPDATE %1$s SET %2$s = %2$s".formatted(each.getKey(), each.getValue()),
                        "DELETE FROM " + each.getKey(),
                        "TRUNCATE " + each.getKey() + " CASCADE")
                        .stream());
    }

    /** Tables by name, each with a column. */
    private Map<String, String> guarded() throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (Connection connection = application.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES_WITH_GUARD)) {
            while (rows.next()) {
                tables.put(rows.getString(1), rows.getString(2));
            }
        }
        return tables;
    }

    private static Executable refused(Connection connection, String change, String state) {
        return () -> {
            try (var statement = connection.createStatement()) {
                SQLException refusal = assertThrows(SQLException.class, () -> statement.execute(change), change);
                assertEquals(state, refusal.getSQLState(), change);
            }
        };
    }
}
