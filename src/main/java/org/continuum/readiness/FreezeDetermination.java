package org.continuum.readiness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** Freezes a readiness answer that somebody is going to rely on. */
@ApplicationScoped
public class FreezeDetermination {
    private final Idempotency idempotency;
    private final AssessReadiness assess;
    private final Determinations determinations;
    private final Trail trail;
    private final ObjectMapper json;

    FreezeDetermination(
            Idempotency idempotency,
            AssessReadiness assess,
            Determinations determinations,
            Trail trail,
            ObjectMapper json) {
        this.idempotency = idempotency;
        this.assess = assess;
        this.determinations = determinations;
        this.trail = trail;
        this.json = json;
    }

    @Act
    public Recorded freeze(Caller caller, UUID person, AskedDetermination asked, @Nullable RequestKey key) {
        return idempotency.once(key, () -> freeze(assess.hold(caller, person, asked)));
    }

    private Recorded freeze(Readiness readiness) {
        byte[] answer = bytes(readiness);
        byte[] digest = sha256(answer);
        UUID id = Ids.next();
        Receipt receipt = trail.append(Entry.sealed(
                "determination.frozen",
                readiness.person(),
                id,
                answer,
                Map.of(
                        "licenseType", readiness.licenseType(),
                        "outcome", readiness.outcome().name(),
                        "asOf", readiness.asOf().toString(),
                        "ruleSet", readiness.rules().ruleSet(),
                        "ruleSetVersion", readiness.rules().version(),
                        "digest", HexFormat.of().formatHex(digest))));
        determinations.add(id, readiness, answer, receipt, Objects.requireNonNull(receipt.personSeq()));
        return new Recorded(id, receipt);
    }

    /** The one way in which answers become bytes: records keep the order of their components. */
    byte[] bytes(Readiness readiness) {
        try {
            return json.writeValueAsBytes(readiness);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer can always be written", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
