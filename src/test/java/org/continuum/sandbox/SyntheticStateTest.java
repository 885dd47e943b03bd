package org.continuum.sandbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.access.Unwalled;
import org.continuum.contract.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The state that a newcomer finds after the first start. */
@QuarkusTest
class SyntheticStateTest {
    private static final Path DESCRIPTION = Path.of("docs/synthetic-state.md");

    @Inject
    SyntheticState state;

    @TestHTTPResource("/")
    URI service;

    @BeforeEach
    void load() {
        if (!state.loaded(service)) {
            state.load(service, (people, of) -> {});
        }
    }

    @Test
    void theHardCasesAreAnsweredAsTheDescriptionSays() throws IOException {
        List<List<String>> table = table();
        Set<String> told = new TreeSet<>();
        for (List<String> row : table) {
            told.add(row.getFirst());
            assertThat(ask(row))
                    .as(String.join(" | ", row))
                    .isEqualTo(row.get(5) + ", " + row.get(6) + " " + row.get(7));
        }
        assertThat(told)
                .as("every hard case stands in the table")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(HardCase.values())
                        .map(each -> each.person().identifier())
                        .toList());
    }

    @Test
    void loadingItTwiceDoesNotDoubleIt() throws SQLException {
        String before = counts();
        state.load(service, (people, of) -> {});
        assertThat(counts()).isEqualTo(before);
    }

    private String ask(List<String> row) {
        UUID board = board();
        String person = as(board)
                .queryParam("issuer", board)
                .queryParam("identifier", row.getFirst())
                .get("/people")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
        RequestSpecification question =
                as(board).queryParam("licenseType", row.get(1)).queryParam("asOf", row.get(2));
        if (!row.get(3).isEmpty()) {
            question.queryParam("evidenceKnownAsOf", row.get(3));
        }
        if (!row.get(4).isEmpty()) {
            question.queryParam("rulesKnownAsOf", row.get(4));
        }
        JsonPath answer = question.get("/people/" + person + "/readiness")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String status = answer.getString("requirements.find { it.id == '" + row.get(6) + "' }.status");
        return answer.getString("outcome") + ", " + row.get(6) + " " + status;
    }

    private UUID board() {
        String next = null;
        do {
            RequestSpecification asked = as(UUID.randomUUID())
                    .queryParam("kind", "licensing-authority")
                    .queryParam("limit", 200);
            if (next != null) {
                asked.queryParam("cursor", next);
            }
            JsonPath page =
                    asked.get("/organizations").then().statusCode(200).extract().jsonPath();
            String id = page.getString("items.find { it.name == '" + Institution.BOARD.title + "' }.id");
            if (id != null) {
                return UUID.fromString(id);
            }
            next = page.getString("next");
        } while (next != null);
        throw new AssertionError("The board is not there");
    }

    private static RequestSpecification as(UUID organization) {
        return given().auth().oauth2(Tokens.of(organization, Role.BOARD_ANALYST));
    }

    private String counts() throws SQLException {
        try (Connection connection = Unwalled.open();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select (select count(*) from organization), (select count(*) from person),"
                                + " (select count(*) from evidence), (select count(*) from trail_entry)")) {
            row.next();
            return "%d organizations, %d people, %d pieces of evidence, %d entries"
                    .formatted(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    private static List<List<String>> table() throws IOException {
        List<List<String>> rows = Files.readAllLines(DESCRIPTION).stream()
                .filter(line -> line.contains("| fairhaven-"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
        assertThat(rows).isNotEmpty();
        return rows;
    }
}
