package org.continuum.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class PreflightTest {
    @Test
    void a_production_start_is_told_everything_that_is_missing_at_once() {
        assertThatThrownBy(() -> Preflight.check(given(Map.of()), true))
                .isInstanceOf(Refused.class)
                .hasMessageContainingAll(
                        "CONTINUUM_DATABASE_URL",
                        "CONTINUUM_DATABASE_OWNER_PASSWORD",
                        "CONTINUUM_LOG_ORIGIN",
                        "CONTINUUM_LOG_KEY",
                        "CONTINUUM_VAULT_KEYS",
                        "CONTINUUM_VAULT_INDEX_KEY",
                        "MP_JWT_VERIFY_ISSUER",
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION");
    }

    /** A start that is refused teaches the JVM nothing, and the image would be built all the same. */
    @Test
    void the_start_that_a_container_is_trained_by_misses_nothing() throws IOException {
        String training = Files.readString(Path.of("src/main/docker/Dockerfile.aot"));
        Throwable refused = catchThrowable(() -> Preflight.check(given(Map.of()), true));
        List<String> needed = Pattern.compile("\\b(CONTINUUM|MP_JWT)_[A-Z_]+\\b")
                .matcher(refused.getMessage())
                .results()
                .map(MatchResult::group)
                .filter(name -> !name.startsWith("CONTINUUM_DATABASE_")) // it brings its own
                .toList();
        assertThat(needed).hasSizeGreaterThan(4).allMatch(training::contains);
    }

    @Test
    void a_development_start_needs_nothing() {
        assertThatCode(() -> Preflight.check(given(Map.of()), false)).doesNotThrowAnyException();
    }

    @Test
    void a_database_that_is_named_needs_both_its_roles() {
        assertThatThrownBy(() -> Preflight.check(given(Map.of(Database.URL, "jdbc:postgresql://127.0.0.1:1/x")), false))
                .hasMessageContaining("CONTINUUM_DATABASE_OWNER_USER")
                .hasMessageNotContaining("MP_JWT");
    }

    @Test
    void a_database_that_does_not_answer_is_named_without_its_secrets() {
        Config config = given(Map.of(
                "continuum.database.url", "jdbc:postgresql://127.0.0.1:1/x?sslpassword=hush",
                "continuum.database.user", "app",
                "continuum.database.password", "hush",
                "continuum.database.owner.user", "owner",
                "continuum.database.owner.password", "hush"));
        assertThatThrownBy(() -> Preflight.check(config, false))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/x as owner cannot be reached")
                .hasMessageNotContaining("hush");
    }

    @Test
    void an_issuers_keys_are_not_read_over_plain_http_unless_from_this_machine() {
        assertThatThrownBy(() -> Preflight.check(production("http://identity.example/jwks"), true))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("must be read over https");
        assertThatThrownBy(() -> Preflight.check(production("http://localhost.evil.example/jwks"), true))
                .hasMessageContaining("must be read over https");
        for (String good :
                List.of("https://identity.example/jwks", "http://127.0.0.1:8180/jwks", "file:/etc/key.pem")) {
            assertThatThrownBy(() -> Preflight.check(production(good), true))
                    .hasMessageContaining("127.0.0.1:1/x as owner cannot be reached");
        }
    }

    private static Config production(String keys) {
        return given(Map.ofEntries(
                Map.entry("continuum.database.url", "jdbc:postgresql://127.0.0.1:1/x"),
                Map.entry("continuum.database.user", "app"),
                Map.entry("continuum.database.password", "hush"),
                Map.entry("continuum.database.owner.user", "owner"),
                Map.entry("continuum.database.owner.password", "hush"),
                Map.entry("continuum.log.origin", "continuum.example/log"),
                Map.entry("continuum.log.key", "x"),
                Map.entry("continuum.vault.keys", "x"),
                Map.entry("continuum.vault.index.key", "x"),
                Map.entry("mp.jwt.verify.issuer", "https://identity.example"),
                Map.entry("mp.jwt.verify.publickey.location", keys)));
    }

    private static Config given(Map<String, String> settings) {
        return new SmallRyeConfigBuilder().withDefaultValues(settings).build();
    }
}
