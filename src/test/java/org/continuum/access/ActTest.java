package org.continuum.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.continuum.contract.Tokens;
import org.continuum.http.Problem;
import org.continuum.trail.Acting;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ActTest {
    private static final UUID BOARD = UUID.randomUUID();

    private final Caller ann = new Caller(BOARD, "ann", "Ann", Set.of());

    @Inject
    Acting acting;

    @Inject
    Database database;

    @Test
    void the_database_knows_who_acts_for_whom() {
        String token = Tokens.named(BOARD, "ann", "Ann Analyst", Role.OPERATOR);
        given().auth()
                .oauth2(token)
                .get("/trial/caller")
                .then()
                .statusCode(200)
                .body("organization", equalTo(BOARD.toString()))
                .body("actor", equalTo("ann"))
                .body("name", equalTo("Ann Analyst"));
    }

    @Test
    void identity_ends_with_the_act() {
        String token = Tokens.of(BOARD, Role.OPERATOR);
        given().auth().oauth2(token).get("/trial/caller").then().statusCode(200);
        given().auth()
                .oauth2(token)
                .get("/trial/identity-outside")
                .then()
                .statusCode(200)
                .body("organization", equalTo(""))
                .body("actor", equalTo(""));
    }

    @Test
    void an_act_that_gave_way_to_another_is_done_again_from_its_beginning() {
        List<String> begun = new ArrayList<>();
        assertThat(acting.inAct(ann, () -> act(begun, 2))).isEqualTo(begun.getLast());
        assertThat(begun)
                .as("each in a transaction of its own, for the same caller")
                .hasSize(3);
        assertThat(begun).doesNotHaveDuplicates().allMatch(each -> each.startsWith("ann "));
    }

    @Test
    void whoever_gives_way_each_time_is_told_so_in_the_end() {
        List<String> begun = new ArrayList<>();
        assertThatThrownBy(() -> acting.inAct(ann, () -> act(begun, 3)))
                .rootCause()
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "40P01");
        assertThat(begun).hasSize(3);
    }

    @Test
    void an_act_within_an_act_is_done_again_with_all_of_it() {
        List<String> outer = new ArrayList<>();
        List<String> inner = new ArrayList<>();
        acting.inAct(ann, () -> {
            outer.add(act(new ArrayList<>(), 0));
            return acting.inAct(ann, () -> act(inner, 1));
        });
        assertThat(inner).isEqualTo(outer).hasSize(2);
    }

    @Test
    void what_failed_for_another_reason_is_not_done_again() {
        List<String> begun = new ArrayList<>();
        assertThatThrownBy(() -> acting.inAct(ann, () -> {
                    act(begun, 0);
                    throw Problem.notFound();
                }))
                .isInstanceOf(Problem.class);
        assertThat(begun).hasSize(1);
    }

    /** Who acts in which transaction; PostgreSQL ends the first few, as if each had waited for somebody who waited for it. */
    private String act(List<String> begun, int givingWay) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "SELECT current_setting('continuum.actor') || ' ' || pg_current_xact_id()")) {
                row.next();
                begun.add(row.getString(1));
            }
            if (begun.size() <= givingWay) {
                statement.execute("DO 'BEGIN RAISE SQLSTATE ''40P01''; END'");
            }
            return begun.getLast();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
