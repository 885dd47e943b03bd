package org.continuum.rulebook;

import java.time.LocalDate;
import java.util.List;
import org.continuum.rules.RuleSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A published version, without its text. */
public record RuleSetView(
        @Schema(description = "Names the rule set through all its versions.")
        String id,

        @Schema(description = "Names this version.") String version,
        @Schema(description = "For people.") String title,
        @Schema(description = "Who makes the rule.") String authority,

        @Schema(description = "official, sample or synthetic: how far it may be relied on.")
        String standing,

        @Schema(description = "When this version was made law.")
        LocalDate enacted,

        @Schema(description = "The first day for which it is the law.")
        LocalDate effectiveFrom,

        @Schema(description = "The last day for which it is the law; absent: no end.") @Nullable
        LocalDate effectiveTo,

        @Schema(description = "The license types it is about.")
        List<String> licenseTypes,

        @Schema(description = "SHA-256 of the published bytes, hexadecimal.")
        String digest,

        @Schema(description = "How many requirements it has.")
        int requirements,

        @Schema(description = "How many worked cases it carries, all of them green.")
        int cases,

        @Schema(description = "What a reader must know.") List<String> notes) {
    public RuleSetView {
        licenseTypes = List.copyOf(licenseTypes);
        notes = List.copyOf(notes);
    }

    static RuleSetView of(RuleSetDocument document) {
        RuleSet rules = document.ruleSet();
        return new RuleSetView(
                rules.id(),
                rules.version(),
                rules.title(),
                document.authority(),
                document.standing(),
                rules.enacted(),
                rules.effectiveFrom(),
                rules.effectiveTo(),
                rules.licenseTypes(),
                document.digest(),
                rules.requirements().size(),
                document.cases().size(),
                document.notes());
    }
}
