package org.continuum.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.continuum.evidence.EvidenceRecord;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A record that a status rests on. */
@Schema(name = "Used")
public record UsedRecord(
        @Schema(description = "The evidence record.") UUID id,
        @Schema(description = "Its kind.") String kind,
        @Schema(description = "When it happened.") LocalDate occurredOn,

        @Schema(description = "When it was recorded.") Instant recordedAt,

        @Schema(description = "SHA-256 of the bytes received; absent where you may not read them.") @Nullable
        String digest,

        @Schema(description = "The license of this service that it tells of; absent for evidence.") @Nullable
        UUID license,

        @Schema(
                description =
                        "What was decided, by whom and why; absent for what is no decision, and where you may not read it.")
        @Nullable
        Decided decision,

        @Schema(description = "True for what is only supposed; otherwise absent.") @Nullable
        Boolean supposed) {
    static UsedRecord of(String id, Records records) {
        EvidenceRecord record = records.get(id);
        boolean reads = records.reads(record);
        return new UsedRecord(
                record.id(),
                record.kind(),
                record.occurredOn(),
                record.recordedAt(),
                reads ? record.digest() : null,
                records.license(record.id()),
                reads ? Decided.of(record) : null,
                records.isSupposed(record.id()));
    }

    /** Where a decision comes from that a finding rests on. */
    @Schema(name = "ReadinessDecision", description = "A decision that the finding rests on, and where it comes from.")
    public record Decided(
            @Schema(description = "What was done: waive, equate, extend, determine …")
            String act,

            @Schema(description = "What came out.") String result,

            @Schema(description = "The organization that decided.")
            UUID organization,

            @Schema(description = "Who decided, as the record names them.") @Nullable
            String decider,

            @Schema(description = "In which role.") @Nullable
            String role,

            @Schema(description = "Why.") @Nullable String reasons) {
        static @Nullable Decided of(EvidenceRecord record) {
            if (!record.kind().equals("decision")) {
                return null;
            }
            JsonNode stated = record.payload();
            return new Decided(
                    stated.path("act").asText(),
                    stated.path("result").asText(),
                    record.organization(),
                    stated.at("/assessor/name").textValue(),
                    record.assessorRole(),
                    stated.path("reasons").textValue());
        }
    }
}
