package org.continuum.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a browser is told with every answer, a refusal included; and that pages of other sites are told nothing. */
@QuarkusTest
class ExposureTest {
    @Test
    void no_answer_may_be_kept_framed_or_guessed() {
        for (String path : List.of("/problems", "/people", "/nowhere", "/people/x", "/openapi")) {
            Response answer = given().get(path);
            assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
            assertThat(answer.header("Content-Security-Policy")).as(path).contains("frame-ancestors 'none'");
            assertThat(answer.header("Set-Cookie")).as(path).isNull();
            assertThat(answer.header("Server")).as(path).isNull();
            assertThat(answer.header("Strict-Transport-Security"))
                    .as("over a plain connection, of " + path)
                    .isNull();
        }
    }

    @Test
    void another_origin_is_not_let_in() {
        for (String path : List.of("/problems", "/people")) {
            Response asked =
                    given().header("Origin", "https://elsewhere.example").get(path);
            Response announced = given().noFilters()
                    .header("Origin", "https://elsewhere.example")
                    .header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "authorization")
                    .options(path);
            for (Response answer : List.of(asked, announced)) {
                assertThat(answer.headers().asList())
                        .extracting(Header::getName)
                        .noneMatch(
                                name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
            }
        }
    }
}
