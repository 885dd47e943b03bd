package org.continuum.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.trial.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.continuum.launch.Production;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * {@code bin/prove-keycloak}: the packaged production artifact with a Keycloak, as {@code docs/operators.md} says, told of it by
 * two environment variables. No part of the suite.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(ProveKeycloak.Told.class)
class ProveKeycloak {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static PublishedKeys districtKeys;
    private static Keycloak keycloak;
    private static Production production;
    private static String district;

    @BeforeAll
    static void start() throws Exception {
        districtKeys = new PublishedKeys();
        districtKeys.publish(new JsonWebKeySet(OidcProvider.CLIENTS_KEY).toJson(OutputControlLevel.PUBLIC_ONLY));
        keycloak = new Keycloak(Path.of(System.getProperty("continuum.keycloak")), districtKeys.address());
        String issuer = keycloak.issuer("continuum");
        production = Production.bring();
        production.start(Map.of(
                "MP_JWT_VERIFY_ISSUER",
                issuer,
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                issuer + "/protocol/openid-connect/certs"));
        organization("college", "preparation-provider");
        district = organization("district", "employer");
    }

    @AfterAll
    static void stop() throws IOException {
        if (production != null) {
            production.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
        districtKeys.close();
    }

    @Test
    void a_client_with_a_secret_reads_and_writes_as_its_role_may_and_no_more() throws Exception {
        String token = keycloak.tokenOf("college");
        String person = created(registerPerson(token));
        assertThat(get(token, "/people/" + person)).isEqualTo(200);
        assertThat(registerOrganization(token, "employer").statusCode()).isEqualTo(403);
    }

    @Test
    void a_client_with_a_key_of_its_own_is_let_in() throws Exception {
        String token = keycloak.tokenByKeyOf("district");
        String person = created(registerPerson(token));
        assertThat(get(token, "/people/" + person)).isEqualTo(200);
    }

    @Test
    void a_token_of_another_realm_is_refused() throws Exception {
        assertThat(look(keycloak.tokenOf("operations"))).isEqualTo(200);
        assertThat(look(keycloak.tokenOf("another", "operations"))).isEqualTo(401);
    }

    @Test
    void a_token_for_another_audience_is_refused() throws Exception {
        JsonNode scope = among(keycloak.read("/client-scopes"), "continuum");
        JsonNode mapper = among(scope.path("protocolMappers"), "audience");
        refusedWith(
                "/client-scopes/" + scope.path("id").asText() + "/protocol-mappers/models/"
                        + mapper.path("id").asText(),
                "config",
                Map.entry("included.custom.audience", "another-service"),
                "another audience");
    }

    @Test
    void a_token_that_lives_for_two_hours_is_refused() throws Exception {
        refusedWith(
                "/clients/" + keycloak.client("operations").path("id").asText(),
                "attributes",
                Map.entry("access.token.lifespan", "7200"),
                "it lives for longer than");
    }

    @Test
    void a_token_without_the_header_type_of_an_access_token_is_refused() throws Exception {
        refusedWith(
                "/clients/" + keycloak.client("operations").path("id").asText(),
                "attributes",
                Map.entry("access.token.header.type.rfc9068", "false"),
                "its typ is not an access token's");
    }

    @Test
    void a_role_that_is_given_at_keycloak_is_in_the_next_token_and_one_that_is_taken_is_not() throws Exception {
        String account = keycloak.accountOf("college").path("id").asText();
        String before = keycloak.tokenOf("college");
        keycloak.role("POST", account, "operator");
        assertThat(registerOrganization(before, "employer").statusCode()).isEqualTo(403);
        created(registerOrganization(keycloak.tokenOf("college"), "employer"));
        keycloak.role("DELETE", account, "operator");
        assertThat(registerOrganization(keycloak.tokenOf("college"), "employer").statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_new_key_signs_without_a_restart_or_a_refusal_and_a_disabled_one_is_believed_no_more() throws Exception {
        JsonNode first = among(keycloak.read("/components?type=org.keycloak.keys.KeyProvider"), "rsa-generated");
        String old = keycloak.tokenOf("operations");
        assertThat(look(old)).isEqualTo(200);

        // passive: published, and nothing is signed with it yet
        String second = keycloak.change("POST", "/components", key("second", "false"));
        String name = keyOf(second);
        await().atMost(PATIENCE)
                .until(() -> production
                        .said()
                        .lines()
                        .anyMatch(line -> line.contains("has other keys now") && line.contains(name)));
        keycloak.change("PUT", "/components/" + second, key("second", "true"));
        String next = keycloak.tokenOf("operations");
        assertThat(header(next).path("kid").asText())
                .isEqualTo(name)
                .isNotEqualTo(header(old).path("kid").asText());
        assertThat(look(next)).isEqualTo(200);
        assertThat(look(old)).isEqualTo(200);

        ObjectNode disabled = first.deepCopy();
        disabled.withObject("/config").putArray("enabled").add("false");
        keycloak.change("PUT", "/components/" + first.path("id").asText(), disabled);
        await().atMost(PATIENCE).until(() -> look(old), status -> status == 401);
        assertThat(look(next)).isEqualTo(200);
    }

    @Test
    void a_client_that_is_disabled_gets_no_more_tokens_and_its_last_one_holds() throws Exception {
        ObjectNode client = (ObjectNode) keycloak.client("operations");
        String path = "/clients/" + client.path("id").asText();
        String last = keycloak.tokenOf("operations");
        Map<String, String> asking =
                Map.of("grant_type", "client_credentials", "client_id", "operations", "client_secret", Keycloak.SECRET);
        keycloak.change("PUT", path, client.deepCopy().put("enabled", false));
        try {
            JsonNode said = keycloak.askToken("continuum", asking);
            assertThat(said.has("access_token")).as(said.toString()).isFalse();
            assertThat(look(last)).isEqualTo(200);
        } finally {
            keycloak.change("PUT", path, client);
        }
        assertThat(look(keycloak.tokenOf("operations"))).isEqualTo(200);
    }

    @Test
    void a_person_reads_her_own_record_and_no_other() throws Exception {
        String hers = created(registerPerson(keycloak.tokenOf("college")));
        String anothers = created(registerPerson(keycloak.tokenOf("college")));
        keycloak.register("herself", Map.of("person", hers), Role.PERSON);
        JsonNode tokens = keycloak.signIn("herself", "portal", Keycloak.PORTAL);
        String token = tokens.path("access_token").asText();
        assertThat(get(token, "/people/" + hers)).isEqualTo(200);
        assertThat(get(token, "/people/" + anothers)).isEqualTo(404);
        assertThat(get(tokens.path("id_token").asText(), "/people/" + hers))
                .as("with her ID token")
                .isEqualTo(401);
    }

    @Test
    void a_person_who_changes_her_account_stays_who_she_is() throws Exception {
        String hers = created(registerPerson(keycloak.tokenOf("college")));
        String anothers = created(registerPerson(keycloak.tokenOf("college")));
        keycloak.register("curious", Map.of("person", hers), Role.PERSON);
        // which Keycloak's own pages need to know her by
        keycloak.change(
                "PUT",
                "/clients/" + keycloak.client("account-console").path("id").asText() + "/default-client-scopes/"
                        + among(keycloak.read("/client-scopes"), "roles")
                                .path("id")
                                .asText(),
                Map.of());
        String own = keycloak.issuer("continuum") + "/account/";
        String toOwnPages = keycloak.signIn("curious", "account-console", own)
                .path("access_token")
                .asText();
        Map<String, Object> account =
                Map.of("username", "curious", "email", "curious@example.org", "firstName", "Eva", "lastName", "Silva");
        assertThat(keycloak.changeOwnAccount(toOwnPages, account))
                .as("her name")
                .isEqualTo(204);
        var forged = new HashMap<>(account);
        forged.put("attributes", Map.of("person", List.of(anothers)));
        keycloak.changeOwnAccount(toOwnPages, forged);
        String token = tokenOfUser("curious");
        assertThat(claims(token).path("name").asText()).isEqualTo("Eva Silva");
        assertThat(get(token, "/people/" + hers)).isEqualTo(200);
        assertThat(get(token, "/people/" + anothers)).isEqualTo(404);
    }

    @Test
    void who_acts_for_an_organization_is_let_in_and_so_is_a_mentor() throws Exception {
        keycloak.register("officer", Map.of("organization", district), Role.DISTRICT_HR);
        String officer = tokenOfUser("officer");
        String mentor = created(registerPerson(officer));
        keycloak.register("mentor", Map.of("organization", district, "person", mentor), Role.MENTOR);
        assertThat(look(tokenOfUser("mentor"))).isEqualTo(200);
    }

    private static String tokenOfUser(String user) throws Exception {
        return keycloak.signIn(user, "portal", Keycloak.PORTAL)
                .path("access_token")
                .asText();
    }

    /** The one setting is all that is wrong: before and after, the same client is let in. */
    private static void refusedWith(String path, String among, Map.Entry<String, String> wrong, String why)
            throws Exception {
        assertThat(look(keycloak.tokenOf("operations"))).isEqualTo(200);
        ObjectNode whole = (ObjectNode) keycloak.read(path);
        ObjectNode settings = (ObjectNode) whole.path(among);
        String right = settings.path(wrong.getKey()).asText();
        settings.put(wrong.getKey(), wrong.getValue());
        keycloak.change("PUT", path, whole);
        try {
            assertThat(look(keycloak.tokenOf("operations"))).isEqualTo(401);
            assertThat(production.said()).contains("A token is refused: " + why);
        } finally {
            settings.put(wrong.getKey(), right);
            keycloak.change("PUT", path, whole);
        }
        assertThat(look(keycloak.tokenOf("operations"))).isEqualTo(200);
    }

    /** Registers it here, and tells Keycloak that the client acts for it. */
    private static String organization(String client, String kind) throws Exception {
        String id = created(registerOrganization(keycloak.tokenOf("operations"), kind));
        ObjectNode account = (ObjectNode) keycloak.accountOf(client);
        account.withObject("/attributes").putArray("organization").add(id);
        keycloak.change("PUT", "/users/" + account.path("id").asText(), account);
        return id;
    }

    private static Map<String, Object> key(String name, String active) {
        return Map.of(
                "name",
                name,
                "providerId",
                "rsa-generated",
                "providerType",
                "org.keycloak.keys.KeyProvider",
                "config",
                Map.of(
                        "priority", List.of("200"),
                        "active", List.of(active),
                        "enabled", List.of("true"),
                        "keyUse", List.of("SIG")));
    }

    private static String keyOf(String provider) throws Exception {
        for (JsonNode key : keycloak.read("/keys").path("keys")) {
            if (key.path("providerId").asText().equals(provider)) {
                return key.path("kid").asText();
            }
        }
        throw new AssertionError("no key of " + provider);
    }

    private static JsonNode among(JsonNode several, String name) {
        for (JsonNode one : several) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name + " in " + several);
    }

    private static JsonNode header(String token) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[0]));
    }

    private static JsonNode claims(String token) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static HttpResponse<String> registerOrganization(String token, String kind) throws Exception {
        return post(token, "/organizations", Map.of("kind", kind, "name", "One of many", "jurisdiction", "US-MA"));
    }

    private static HttpResponse<String> registerPerson(String token) throws Exception {
        return post(
                token,
                "/people",
                Map.of("givenName", "Ana", "familyName", "Silva", "birthDate", "1999-04-30", "identifiers", List.of()));
    }

    private static String created(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("id").asText();
    }

    /** Where whoever has a good token may look. */
    private static int look(String token) throws Exception {
        return get(token, "/organizations");
    }

    private static int get(String token, String path) throws Exception {
        return send(to(token, path)).statusCode();
    }

    private static HttpResponse<String> post(String token, String path, Object body) throws Exception {
        return send(to(token, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private static HttpRequest.Builder to(String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + production.api() + path))
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** A line for each check. */
    static final class Told implements TestWatcher {
        @Override
        public void testSuccessful(ExtensionContext test) {
            System.out.println("ok      " + test.getDisplayName());
        }

        @Override
        public void testFailed(ExtensionContext test, Throwable why) {
            System.out.println("FAILED  " + test.getDisplayName());
        }
    }
}
