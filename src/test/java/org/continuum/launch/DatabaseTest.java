package org.continuum.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the migrations have made, as the application finds it. */
@QuarkusTest
class DatabaseTest {
    /** Looked up by something else than the person, on purpose; docs/adr/0008 says why. */
    private static final String NOT_BY_PERSON =
            "('person_identifier', 'trail_entry', 'license_number', 'bulk_verdict', 'bulk_row', 'request_key')";

    @Inject
    AgroalDataSource database;

    @Test
    void the_application_owns_nothing_and_may_alter_nothing() throws SQLException {
        assertThat(rows("select current_user::text")).containsExactly("continuum_app");
        assertThat(rows("select relname::text from pg_class where relowner = current_user::regrole"))
                .isEmpty();
        assertThat(rows("select relname::text from pg_class join pg_namespace n on n.oid = relnamespace"
                        + " where n.nspname = 'public' and relkind = 'r'"))
                .as("there are tables to own")
                .isNotEmpty();
        assertThatThrownBy(() -> rows("create table mine (id int)")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> rows("drop table flyway_schema_history")).hasMessageContaining("must be owner");
        assertThatThrownBy(() -> rows("select version from flyway_schema_history"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void what_is_only_added_is_refused_any_change_even_where_a_grant_would_allow_it() throws SQLException {
        assertThat(rows("select c.relname::text from pg_trigger t join pg_class c on c.oid = tgrelid"
                        + " where t.tgname = 'refuse_change'"
                        + " and (has_table_privilege(c.oid, 'update') or has_table_privilege(c.oid, 'delete')"
                        + "      or has_table_privilege(c.oid, 'truncate'))"))
                .as("append-only, yet granted change")
                .isEmpty();
        assertThat(rows("select distinct c.relname::text from pg_trigger t join pg_class c on c.oid = tgrelid"
                        + " where t.tgname = 'refuse_change' and t.tgenabled = 'O'"
                        + " and t.tgtype & 56 = 56")) // delete 8, update 16, truncate 32
                .contains("trail_entry", "trail_position", "evidence");
    }

    @Test
    void every_key_about_a_person_begins_with_the_person() throws SQLException {
        String keys = " from pg_index i join pg_class c on c.oid = i.indrelid"
                + " join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id'"
                + " where i.indisunique and c.relnamespace = 'public'::regnamespace and c.relname not in "
                + NOT_BY_PERSON;
        assertThat(rows("select c.relname::text" + keys)).isNotEmpty();
        assertThat(rows("select i.indexrelid::regclass::text" + keys + " and i.indkey[0] <> a.attnum"))
                .isEmpty();
    }

    @Test
    void nothing_that_is_the_same_for_all_points_at_a_person() throws SQLException {
        assertThat(rows("select conname::text from pg_constraint f where contype = 'f'"
                        + " and exists (select from pg_attribute where attrelid = confrelid and attname = 'person_id')"
                        + " and (not exists (select from pg_attribute where attrelid = conrelid"
                        + "                  and attname = 'person_id' and attnum = any (f.conkey))"
                        + "      or conrelid::regclass::text in " + NOT_BY_PERSON + ")"))
                .isEmpty();
    }

    private List<String> rows(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var found = new ArrayList<String>();
            if (statement.execute(sql)) {
                var rows = statement.getResultSet();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
