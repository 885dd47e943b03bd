package org.continuum.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.trial.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.continuum.launch.Production;

/**
 * A Keycloak as a process of its own, in production mode but for TLS and its database, with the realm that operators are
 * given as an example, and beside it one that differs in its name alone.
 */
final class Keycloak implements AutoCloseable {
    static final String SECRET = UUID.randomUUID().toString();
    static final String PORTAL = "http://127.0.0.1/portal";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String address = "http://127.0.0.1:" + Production.freePort();
    private final Process process;

    /**
     * @param home where it was unpacked and built
     * @param districtKeys where the client with keys of its own publishes them
     */
    Keycloak(Path home, String districtKeys) throws IOException {
        Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
        String realm = Files.readString(Path.of("docs", "keycloak-realm.json"));
        Files.writeString(realms.resolve("continuum-realm.json"), realm);
        Files.writeString(
                realms.resolve("another-realm.json"),
                realm.replace("\"realm\": \"continuum\"", "\"realm\": \"another\""));
        Path said = home.resolve("said");
        var builder = new ProcessBuilder(
                        "sh",
                        home.resolve("bin").resolve("kc.sh").toString(),
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--cache=local",
                        "--hostname=" + address,
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + URI.create(address).getPort())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", SECRET,
                        "OPERATIONS_SECRET", SECRET,
                        "OPERATIONS_ORGANIZATION", UUID.randomUUID().toString(),
                        "COLLEGE_SECRET", SECRET,
                        "DISTRICT_KEYS", districtKeys,
                        "PORTAL", PORTAL));
        process = builder.start();
        try {
            await().atMost(Duration.ofMinutes(5)).ignoreExceptions().until(() -> {
                assertThat(process.isAlive()).as(() -> said(said)).isTrue();
                return send(to("/realms/continuum")).statusCode() == 200;
            });
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    String issuer(String realm) {
        return address + "/realms/" + realm;
    }

    /** The access token of a client with a secret. */
    String tokenOf(String client) throws Exception {
        return tokenOf("continuum", client);
    }

    String tokenOf(String realm, String client) throws Exception {
        return accessToken(askToken(
                realm, Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", SECRET)));
    }

    /** The access token of a client with a key. */
    String tokenByKeyOf(String client) throws Exception {
        return accessToken(askToken(
                "continuum",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        client,
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        OidcProvider.assertion(client, issuer("continuum")))));
    }

    /** As somebody with a browser: she is sent to Keycloak's page, gives her password there, and comes back with a code. */
    JsonNode signIn(String user, String client, String back) throws Exception {
        String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        String challenge = Forger.base64(
                MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        HttpResponse<String> page = send(to("/realms/continuum/protocol/openid-connect/auth?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        client,
                        "redirect_uri",
                        back,
                        "scope",
                        "openid",
                        "code_challenge",
                        challenge,
                        "code_challenge_method",
                        "S256"))));
        String action = found("action=\"([^\"]+)\"", page.body()).replace("&amp;", "&");
        // they are for TLS only, and a browser makes an exception for its own machine
        String cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";")[0])
                .collect(Collectors.joining("; "));
        HttpResponse<String> signedIn = send(posted(URI.create(action), Map.of("username", user, "password", SECRET))
                .header("Cookie", cookies));
        String code = found(
                "[?&]code=([^&]+)", signedIn.headers().firstValue("Location").orElse(signedIn.body()));
        return askToken(
                "continuum",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        client,
                        "redirect_uri",
                        back,
                        "code",
                        code,
                        "code_verifier",
                        verifier));
    }

    /** What somebody changes of herself, in Keycloak's own pages. */
    int changeOwnAccount(String token, Object account) throws Exception {
        return send(json("POST", "/realms/continuum/account/", account).header("Authorization", "Bearer " + token))
                .statusCode();
    }

    /** What the administrator reads of the realm. */
    JsonNode read(String path) throws Exception {
        return JSON.readTree(administered("GET", path, "").body());
    }

    /** What the administrator changes in the realm. Returns the new thing's id, where there is one. */
    String change(String method, String path, Object what) throws Exception {
        return administered(method, path, what)
                .headers()
                .firstValue("Location")
                .orElse("")
                .replaceFirst(".*/", "");
    }

    /** Somebody with a password. */
    void register(String user, Map<String, Object> attributes, String role) throws Exception {
        String id = change(
                "POST",
                "/users",
                Map.of(
                        "username",
                        user,
                        "email",
                        user + "@example.org",
                        "firstName",
                        "Ana",
                        "lastName",
                        "Silva",
                        "enabled",
                        true,
                        "attributes",
                        attributes,
                        "credentials",
                        new Object[] {Map.of("type", "password", "value", SECRET)}));
        role("POST", id, role);
    }

    /** Gives (POST) or takes (DELETE) a role. */
    void role(String method, String user, String role) throws Exception {
        String roles = client("continuum-roles").path("id").asText();
        change(method, "/users/" + user + "/role-mappings/clients/" + roles, new Object[] {
            read("/clients/" + roles + "/roles/" + role)
        });
    }

    JsonNode client(String name) throws Exception {
        return read("/clients?clientId=" + name).path(0);
    }

    /** The user that a client is when it acts for itself. */
    JsonNode accountOf(String client) throws Exception {
        return read("/clients/" + client(client).path("id").asText() + "/service-account-user");
    }

    private HttpResponse<String> administered(String method, String path, Object body) throws Exception {
        // it lives for a minute only
        String token = accessToken(askToken(
                "master",
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", SECRET)));
        HttpResponse<String> answer =
                send(json(method, "/admin/realms/continuum" + path, body).header("Authorization", "Bearer " + token));
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isBetween(200, 299);
        return answer;
    }

    /** What the token endpoint says: tokens, or why there is none. */
    JsonNode askToken(String realm, Map<String, String> form) throws Exception {
        URI endpoint = URI.create(issuer(realm) + "/protocol/openid-connect/token");
        return JSON.readTree(send(posted(endpoint, form)).body());
    }

    private static String accessToken(JsonNode said) {
        assertThat(said.has("access_token")).as(said.toString()).isTrue();
        return said.path("access_token").asText();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    private HttpRequest.Builder json(String method, String path, Object body) throws IOException {
        return to(path).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private static HttpRequest.Builder posted(URI where, Map<String, String> form) {
        return HttpRequest.newBuilder(where)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static String said(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
