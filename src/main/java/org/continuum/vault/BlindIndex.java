package org.continuum.vault;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Marks by which a value is found again that is not kept: HMAC-SHA256 with a key of the operator's. Equal values have equal
 * marks, so that key never changes; and whoever has neither it nor the value learns nothing from a mark.
 */
@ApplicationScoped
public class BlindIndex {
    private final SecretKeySpec key;

    /** @param key 32 bytes as base64 */
    public BlindIndex(@ConfigProperty(name = "continuum.vault.index.key") String key) {
        this.key = new SecretKeySpec(Keyring.bytes("CONTINUUM_VAULT_INDEX_KEY", key.strip()), "HmacSHA256");
    }

    void start(@Observes StartupEvent event) {}

    /** The mark of the parts, told apart from marks of other columns. */
    public byte[] mark(String column, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(column.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            for (byte[] part : parts) {
                mac.update((byte) 0);
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
        }
    }
}
