package org.continuum.contract;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The guard of every exchange is seen to fail: the contract is changed, the service is not. */
@QuarkusTest
class ContractFilterTest {
    private static final String SEEN = "{\"competency\":\"planning\",\"level\":\"MASTER\"}";

    @Test
    void an_exchange_that_keeps_the_contract_passes() {
        exchange(contract -> {});
    }

    @Test
    void a_body_that_the_contract_does_not_promise_fails_the_test() {
        fails(
                "competency",
                contract ->
                        ((ObjectNode) contract.at("/components/schemas/TrialRating/properties")).remove("competency"));
    }

    @Test
    void a_missing_field_fails_the_test() {
        fails(
                "promised",
                contract -> ((com.fasterxml.jackson.databind.node.ArrayNode)
                                contract.at("/components/schemas/TrialRating/required"))
                        .add("promised"));
    }

    @Test
    void a_status_that_is_not_documented_fails_the_test() {
        fails(
                "status is not documented",
                contract -> ((ObjectNode) contract.at("/paths/~1trial~1{id}/patch/responses")).remove("200"));
    }

    @Test
    void a_media_type_that_is_not_documented_fails_the_test() {
        fails("content type application/json", contract -> {
            ObjectNode content = (ObjectNode) contract.at("/paths/~1trial~1{id}/patch/responses/200/content");
            content.set("text/plain", content.remove("application/json"));
        });
    }

    @Test
    void an_operation_that_is_not_in_the_contract_fails_the_test() {
        fails("no such operation", contract -> ((ObjectNode) contract.at("/paths/~1trial~1{id}")).remove("patch"));
    }

    @Test
    void a_request_that_was_accepted_against_the_contract_fails_the_test() {
        fails(
                "accepted although",
                contract -> ((ObjectNode) contract.at("/components/schemas/Level"))
                        .putArray("enum")
                        .add("MASTER-OF-ALL"));
    }

    private static void fails(String why, Consumer<ObjectNode> sabotage) {
        AssertionError error = assertThrows(AssertionError.class, () -> exchange(sabotage));
        assertThat(error.getMessage(), containsString(why));
    }

    private static void exchange(Consumer<ObjectNode> sabotage) {
        String token = Tokens.of(UUID.randomUUID(), "operator");
        ObjectNode contract = ContractDocument.running().root().deepCopy();
        sabotage.accept(contract);
        RestAssured.replaceFiltersWith(
                new ContractFilter(ContractDocument.committed(), new ContractDocument(contract)));
        given().auth()
                .oauth2(token)
                .header("If-Match", "\"3\"")
                .contentType("application/json")
                .body(SEEN)
                .patch("/trial/" + UUID.randomUUID());
    }
}
