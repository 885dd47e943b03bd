package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a record stands as of a day, as far as was known at an instant. Always computed, never stored. */
public enum EvidenceStatus {
    /** Complete and in force. */
    @JsonProperty("final")
    FINAL,
    /** A required signature is missing. */
    @JsonProperty("pending")
    PENDING,
    /** A later record, itself final, has taken its place. */
    @JsonProperty("superseded")
    SUPERSEDED,
    /** Its submitter has taken it back. */
    @JsonProperty("retracted")
    RETRACTED;

    /**
     * The status of each record of one person that is visible; those that are not have none.
     *
     * <p>Corrections form a line, never a tree. A record is superseded once any later one in its line is final: an
     * unsigned or retracted correction replaces nothing, but one that was made of it may.
     */
    public static Map<UUID, EvidenceStatus> of(List<EvidenceRecord> ofOnePerson, LocalDate asOf, Instant knownAsOf) {
        Map<UUID, EvidenceRecord> successors = new HashMap<>();
        for (EvidenceRecord each : ofOnePerson) {
            if (each.supersedes() != null) {
                successors.put(each.supersedes(), each);
            }
        }
        Map<UUID, EvidenceStatus> statuses = new HashMap<>();
        for (EvidenceRecord each : ofOnePerson) {
            if (each.visible(asOf, knownAsOf)) {
                statuses.put(each.id(), of(each, successors, asOf, knownAsOf));
            }
        }
        return statuses;
    }

    private static EvidenceStatus of(
            EvidenceRecord one, Map<UUID, EvidenceRecord> successors, LocalDate asOf, Instant knownAsOf) {
        if (one.retracted(knownAsOf)) {
            return RETRACTED;
        }
        for (@Nullable EvidenceRecord later = successors.get(one.id());
                later != null;
                later = successors.get(later.id())) {
            if (later.visible(asOf, knownAsOf) && !later.retracted(knownAsOf) && later.signed(asOf, knownAsOf)) {
                return SUPERSEDED;
            }
        }
        return one.signed(asOf, knownAsOf) ? FINAL : PENDING;
    }
}
