package org.continuum.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.continuum.contract.Tokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ActTest {
    private static final UUID BOARD = UUID.randomUUID();

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
}
