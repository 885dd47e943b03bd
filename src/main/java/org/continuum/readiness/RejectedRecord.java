package org.continuum.readiness;

import java.time.LocalDate;
import java.util.UUID;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.rules.Finding;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A record that did not count, and why. */
@Schema(name = "Rejected")
public record RejectedRecord(
        @Schema(description = "The evidence record.") UUID id,
        @Schema(description = "Its kind.") String kind,
        @Schema(description = "When it happened.") LocalDate occurredOn,

        @Schema(description = "Why it did not count; absent where that comes from records that you may not read.")
        @Nullable
        String reason,

        @Schema(description = "True for what is only supposed; otherwise absent.") @Nullable
        Boolean supposed) {
    static RejectedRecord of(Finding.Rejected rejected, boolean tells, Records records) {
        EvidenceRecord record = records.get(rejected.id());
        return new RejectedRecord(
                record.id(),
                record.kind(),
                record.occurredOn(),
                tells ? rejected.reason() : null,
                records.isSupposed(record.id()));
    }
}
