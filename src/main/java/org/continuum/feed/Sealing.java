package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.vault.Keyring;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Secrets at rest, under keys of the operator's for them alone, each for the row that it stands in. */
@ApplicationScoped
class Sealing {
    private final Keyring keys;

    /** @param keys base64 of 32 bytes each; the first seals, all open */
    Sealing(@ConfigProperty(name = "continuum.webhooks.keys") Optional<List<String>> keys) {
        this.keys = new Keyring("CONTINUUM_WEBHOOKS_KEYS", keys.orElse(List.of()));
    }

    /** Keys have been read when this returns, and found well-formed. */
    void check() {}

    /** @throws Problem "not set up" if the operator has given no key */
    byte[] seal(byte[] secret, UUID organization, UUID subscription, UUID id) {
        if (keys.isEmpty()) {
            throw new Problem(ProblemType.NOT_SET_UP, "Webhooks need a key that their secrets are kept under.");
        }
        return keys.seal(secret, row(organization, subscription, id));
    }

    /** @throws IllegalStateException if the key is not configured any more, or the row is not the one that was sealed */
    byte[] open(byte[] sealed, UUID organization, UUID subscription, UUID id) {
        return keys.open(sealed, row(organization, subscription, id));
    }

    private static String row(UUID organization, UUID subscription, UUID id) {
        return "subscription_secret.sealed/" + organization + "/" + subscription + "/" + id;
    }
}
