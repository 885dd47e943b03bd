package org.continuum.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database of the version before V154, with evidence whose sender has written more into its media type, is taken to this one. */
@QuarkusTest
class EarlierMediaTypesTest {
    private static final String BEFORE = "150";

    @Test
    void what_a_sender_wrote_beside_the_media_type_is_gone() throws SQLException {
        try (SmallCopy copy = SmallCopy.empty("earlier_media_types");
                Connection earlier = copy.connect()) {
            copy.migrations().target(BEFORE).load().migrate();
            execute(earlier, "SET session_replication_role = replica");
            sent(earlier, 1, "application/json");
            sent(earlier, 2, "application/json; charset=utf-8");
            sent(earlier, 3, "application/json;charset=UTF-8");
            sent(earlier, 4, "application/json; note=\"Jane Doe\"");
            sent(earlier, 5, "application/json; charset=utf-8; note=Jane");
            sent(earlier, 6, "application/json; charset=jane");
            copy.migrations().load().migrate();

            assertThat(kept(earlier))
                    .containsExactly(
                            "application/json",
                            "application/json; charset=utf-8",
                            "application/json;charset=UTF-8",
                            "application/json",
                            "application/json",
                            "application/json");
        }
    }

    private static void sent(Connection connection, int number, String mediaType) throws SQLException {
        execute(
                connection,
                "INSERT INTO evidence (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, organization_id,"
                        + " required_signatures, body, media_type, digest, payload) VALUES (gen_random_uuid(), gen_random_uuid(),"
                        + " %d, 'x', 'growth', now(), now(), gen_random_uuid(), '{}', 'x', '%s', 'x', 'x')"
                                .formatted(number, mediaType));
    }

    private static List<String> kept(Connection connection) throws SQLException {
        List<String> kept = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT media_type FROM evidence ORDER BY person_seq")) {
            while (rows.next()) {
                kept.add(rows.getString(1));
            }
        }
        return kept;
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
