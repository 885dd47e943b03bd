package org.continuum.launch;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ServiceIsReadyTest {
    @Test
    void is_ready_once_its_database_answers() {
        when().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
