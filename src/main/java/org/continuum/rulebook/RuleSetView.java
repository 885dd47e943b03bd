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

        @Schema(description = "What a reader must know.") List<String> notes,

        @Schema(description = "What it lies on, if it is a local layer.") @Nullable
        Extended layerOn,

        @Schema(description = "What has become of it as of the day asked about; absent before it is published.")
        @Nullable
        RuleSetState state,

        @Schema(description = "That it was withdrawn, for some day or other.") @Nullable
        Withdrawal withdrawal) {

    /** The rule set that a layer lies on. */
    @Schema(name = "RuleSetFloor", description = "The rule set that a layer lies on.")
    public record Extended(
            @Schema(description = "The rule set.") String ruleSet,

            @Schema(description = "The one version that the layer is written for; absent: whichever applies.") @Nullable
            String version,

            @Schema(description = "The version that it was checked and tested on.")
            String testedOn) {
        static @Nullable Extended of(@Nullable Layer layer) {
            return layer == null
                    ? null
                    : new Extended(
                            layer.floor().ruleSet().id(),
                            layer.onlyVersion(),
                            layer.floor().ruleSet().version());
        }
    }

    public RuleSetView {
        licenseTypes = List.copyOf(licenseTypes);
        notes = List.copyOf(notes);
    }

    /** What is checked, but not published. */
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
                document.notes(),
                Extended.of(document.layer()),
                null,
                null);
    }

    /** With what has become of it since it was published. */
    RuleSetView with(RuleSetState become, @Nullable Withdrawal since) {
        return new RuleSetView(
                id,
                version,
                title,
                authority,
                standing,
                enacted,
                effectiveFrom,
                effectiveTo,
                licenseTypes,
                digest,
                requirements,
                cases,
                notes,
                layerOn,
                become,
                since);
    }
}
