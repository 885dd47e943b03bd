package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.continuum.evidence.Impairment.Cause;
import org.jspecify.annotations.Nullable;

/** Finds out whether an act impairs records that were there before it, and tells of each. Part of every such act. */
@ApplicationScoped
class Impairing {
    private final EvidenceLog log;
    private final Event<Impairment> told;

    Impairing(EvidenceLog log, Event<Impairment> told) {
        this.log = log;
        this.told = told;
    }

    /** Whether a submission may impair anything at all; what is appended then may be about other parts of the record. */
    static boolean isPossibleBy(Submission submission) {
        return submission.envelope().supersedes() != null || submission instanceof Decision;
    }

    void byRetraction(UUID person, UUID id) {
        tell(person, id, Cause.RETRACTED, null);
    }

    void by(Addition added) {
        by(
                added.envelope().person(),
                added.id(),
                added.envelope().supersedes() != null,
                added.submission() instanceof Decision);
    }

    /** To be asked once a record or a signature has been added: only what is final impairs anything. */
    void by(UUID person, UUID id, boolean corrects, boolean decides) {
        if (!corrects && !decides) {
            return;
        }
        EvidenceRecord record = log.get(person, id);
        if (!isFinal(record)) {
            return;
        }
        supersede(record);
        if (decides) {
            Cause cause = switch (record.payload().path("act").asText()) {
                case "hold" -> Cause.HELD;
                case "void" -> Cause.VOIDED;
                default -> null;
            };
            UUID on = id(record.payload().path("attributes").path("on").asText());
            if (cause != null && on != null) {
                tell(person, on, cause, record);
            }
        }
    }

    /** Everything back to the last record that was in force: what came before that one had lost its place already. */
    private void supersede(EvidenceRecord correction) {
        if (correction.supersedes() == null) {
            return;
        }
        Map<UUID, EvidenceRecord> all =
                log.of(correction.person()).stream().collect(Collectors.toMap(EvidenceRecord::id, Function.identity()));
        EvidenceRecord before = all.get(correction.supersedes());
        while (before != null) {
            if (before.retraction() == null) {
                tell(before.person(), before.id(), Cause.SUPERSEDED, null);
                if (isFinal(before)) {
                    return;
                }
            }
            before = before.supersedes() == null ? null : all.get(before.supersedes());
        }
    }

    private void tell(UUID person, UUID evidence, Cause cause, @Nullable EvidenceRecord decision) {
        told.fire(new Impairment(person, evidence, cause, decision));
    }

    private static boolean isFinal(EvidenceRecord record) {
        return record.signed(LocalDate.MAX, Instant.MAX);
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null; // a decision on something else than a record
        }
    }
}
