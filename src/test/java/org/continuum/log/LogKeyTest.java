package org.continuum.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeyTest {
    private static final String ORIGIN = "example.com/log";

    /** A key that openssl made, with the public half that openssl derived from it. */
    private static final String PEM = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;

    private static final String PUBLIC =
            "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="; // printed by openssl pkey -pubout

    @TempDir
    private Path folder = Path.of("target");

    @Test
    void a_key_of_openssl_has_the_public_half_that_openssl_says() {
        String written = key(PEM).verifier().written();
        assertThat(written).startsWith(ORIGIN + "+");
        assertThat(VerifierKey.of(written).point())
                .isEqualTo(java.util.Base64.getDecoder().decode(PUBLIC));
        assertThat(VerifierKey.of(written).written()).isEqualTo(written);
    }

    @Test
    void a_note_is_believed_by_its_own_key_only() {
        LogKey key = Keys.fresh(ORIGIN);
        Checkpoint checkpoint = Checkpoint.of(key, 7, Merkle.sha256());
        assertThat(checkpoint.isSignedBy(key.verifier())).isTrue();
        assertThat(checkpoint.isSignedBy(Keys.fresh(ORIGIN).verifier())).isFalse();
        String forged = checkpoint.note().replaceFirst("\n7\n", "\n8\n");
        assertThat(Checkpoint.of(forged).isSignedBy(key.verifier())).isFalse();
    }

    @Test
    void the_same_text_is_signed_the_same() {
        LogKey key = Keys.fresh(ORIGIN);
        assertThat(key.sign("text")).isEqualTo(key.sign("text")).isNotEqualTo(key.sign("texT"));
    }

    @Test
    void without_a_key_there_is_no_log_and_none_is_made_unless_asked() throws IOException {
        Path file = folder.resolve("keys/log-key.pem");
        assertThatThrownBy(() -> new LogKey(ORIGIN, Optional.empty(), Optional.empty(), false))
                .hasMessageContaining("CONTINUUM_LOG_KEY");
        assertThatThrownBy(() -> new LogKey(ORIGIN, Optional.empty(), Optional.of(file), false))
                .hasMessageContaining("CONTINUUM_LOG_KEY");
        assertThatThrownBy(() -> key("not a key")).hasMessageContaining("CONTINUUM_LOG_KEY");
        assertThatThrownBy(() -> new LogKey("two words", Optional.of(PEM), Optional.empty(), false))
                .hasMessageContaining("CONTINUUM_LOG_ORIGIN");

        LogKey made = new LogKey(ORIGIN, Optional.empty(), Optional.of(file), true);
        LogKey read = new LogKey(ORIGIN, Optional.empty(), Optional.of(file), true);
        assertThat(read.verifier().written()).isEqualTo(made.verifier().written());
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    private static LogKey key(String pem) {
        return new LogKey(ORIGIN, Optional.of(pem), Optional.empty(), false);
    }
}
