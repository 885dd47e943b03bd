package org.continuum.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.trial.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.continuum.access.Forger;
import org.continuum.access.PublishedKeys;
import org.continuum.launch.Production;
import org.continuum.upgrade.KeptVersion.Answers;
import org.continuum.upgrade.KeptVersion.Asked;
import org.continuum.upgrade.KeptVersion.Caller;
import org.continuum.upgrade.KeptVersion.Sent;
import org.continuum.upgrade.Neighbor.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged production artifact is started on what each landed version has left behind, and loses nothing of it. */
class UpgradeIT {
    private static final String ISSUER = "urn:continuum:sandbox";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What an answer says of when it was asked (the questions that were kept name neither), and of the engine. */
    private static final Set<String> OF_ITS_MOMENT = Set.of("evidenceKnownAsOf", "rulesKnownAsOf", "engine");

    /** All that is another in an old answer that is computed again. */
    private static final JsonNode ANOTHER_ENGINE = JSON.createArrayNode().add("/engine");

    static Stream<KeptVersion> kept() throws IOException {
        return KeptVersion.all();
    }

    @ParameterizedTest
    @MethodSource("kept")
    void answers_as_that_version_did_and_goes_on(KeptVersion version) throws Exception {
        Forger issuer = new Forger();
        Answers answers = version.answers();
        try (PublishedKeys published = new PublishedKeys();
                Production production = Production.bring()) {
            published.publish(issuer.jwks());
            production.restore(version.dump());
            production.start(Map.of(
                    "MP_JWT_VERIFY_ISSUER",
                    ISSUER,
                    "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                    published.address(),
                    "CONTINUUM_LOG_ORIGIN",
                    "continuum.localhost/log",
                    "CONTINUUM_LOG_KEY_FILE",
                    version.logKey().toString()));
            Neighbor neighbor =
                    new Neighbor(URI.create("http://127.0.0.1:" + production.api()), by -> token(issuer, by));

            List<String> wrong = new ArrayList<>();
            for (Sent each : answers.sent()) {
                Answer again = neighbor.post(each.by(), each.path(), each.key(), each.body());
                if (again.status() != each.status()) {
                    wrong.add("POST " + each.path() + ": " + again.status() + " " + again.body());
                }
                differences("POST " + each.path(), each.answer(), again.body(), wrong);
            }
            for (Asked each : answers.asked()) {
                differences(
                        each.path(),
                        each.answer(),
                        neighbor.get(each.by(), each.path()).body(),
                        wrong);
            }
            assertThat(wrong).isEmpty();

            String job = "/bulk-jobs/" + answers.waiting();
            assertThat(neighbor.post(answers.submitter(), job + "/commit", "after-the-upgrade", null)
                            .status())
                    .isEqualTo(202);
            await().until(() -> committed(neighbor.get(answers.submitter(), job).body()));
            assertThat(production.fsck()).contains("EVERYTHING HOLDS");
        }
    }

    /** Without this the test above could pass because nothing is compared. */
    @Test
    void an_answer_that_lost_something_is_seen() throws IOException {
        JsonNode then =
                JSON.readTree("{\"outcome\":\"ready\",\"requirements\":[{\"id\":\"exam\",\"status\":\"met\"}]}");
        assertThat(differences(then, then)).isEmpty();
        assertThat(differences(then, ((ObjectNode) then.deepCopy()).put("new", 1)))
                .isEmpty();
        assertThat(differences(then, ((ObjectNode) then.deepCopy()).put("outcome", "not_ready")))
                .hasSize(1);
        assertThat(differences(then, ((ObjectNode) then.deepCopy()).without("outcome")))
                .hasSize(1);
        assertThat(differences(
                        JSON.readTree("{\"same\":true,\"differences\":[]}"),
                        JSON.readTree("{\"same\":false,\"differences\":[\"/engine\",\"/outcome\"]}")))
                .as("the engine is not all that is another")
                .hasSize(2);
        JsonNode shorter = then.deepCopy();
        ((ArrayNode) shorter.path("requirements")).removeAll();
        assertThat(differences(then, shorter)).hasSize(1);
        JsonNode inside = then.deepCopy();
        ((ObjectNode) inside.path("requirements").path(0)).put("status", "unmet");
        assertThat(differences(then, inside)).hasSize(1);
    }

    private static boolean committed(JsonNode job) {
        return job.path("state").asText().equals("committed")
                && job.path("commit").path("accepted").asInt() == 2;
    }

    private static List<String> differences(JsonNode then, JsonNode now) {
        List<String> wrong = new ArrayList<>();
        differences("", then, now, wrong);
        return wrong;
    }

    /** A newer version may say more, and nothing else but when it was asked, and that its engine is another. */
    private static void differences(String at, JsonNode then, JsonNode now, List<String> wrong) {
        if (now.path("differences").equals(ANOTHER_ENGINE)) {
            return;
        }
        if (then.isObject() && now.isObject()) {
            then.properties().stream()
                    .filter(field -> !OF_ITS_MOMENT.contains(field.getKey()))
                    .forEach(field ->
                            differences(at + "/" + field.getKey(), field.getValue(), now.path(field.getKey()), wrong));
        } else if (then.isArray() && then.size() == now.size()) {
            for (int i = 0; i < then.size(); i++) {
                differences(at + "/" + i, then.path(i), now.path(i), wrong);
            }
        } else if (!then.equals(now)) {
            wrong.add(at + ": " + then + " is " + now);
        }
    }

    private static String token(Forger issuer, Caller by) {
        return issuer.good(claims -> {
            claims.put("iss", ISSUER)
                    .put("sub", "sandbox")
                    .put("name", KeptVersion.NAME)
                    .put("organization", by.organization());
            ArrayNode roles = claims.putArray("groups");
            by.roles().forEach(roles::add);
        });
    }
}
