package org.continuum.readiness;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.continuum.rulebook.Layer;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rulebook.Rulebook;
import org.continuum.rules.Effort;
import org.continuum.rules.Question;
import org.continuum.rules.RuleSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The version of the rule set that applies, and why it does. */
@Schema(name = "Rules")
public record AppliedRules(
        @Schema(description = "The rule set.") String ruleSet,
        @Schema(description = "Its version.") String version,
        @Schema(description = "Its title.") String title,
        @Schema(description = "Who makes it.") String authority,

        @Schema(description = "official, sample or synthetic.")
        String standing,

        @Schema(description = "SHA-256 of the published document.")
        String digest,

        @Schema(description = "When it was made law.") LocalDate enacted,

        @Schema(description = "Why this version applies.") String why,

        @Schema(description = "Of a local layer only: the rules that it lies on, and why those apply.") @Nullable
        AppliedRules floor,

        @Schema(description = "Of a local layer only: the numbers that its floor leaves to layers.") @Nullable
        List<Parameter> parameters) {
    static AppliedRules of(Rulebook.Applying applying, Records records, Question question) {
        RuleSetDocument document = applying.document();
        RuleSet rules = document.ruleSet();
        boolean tellsDay = records.readsAll()
                || rules.anchorDay(records.read(), question, Effort.ofARequest())
                        .equals(Optional.of(applying.anchorDay()));
        return new AppliedRules(
                rules.id(),
                rules.version(),
                rules.title(),
                document.authority(),
                document.standing(),
                document.digest(),
                rules.enacted(),
                applying.why(tellsDay),
                applying.floor() == null ? null : AppliedRules.of(applying.floor(), records, question),
                document.layer() == null
                        ? null
                        : document.layer().parameters().stream()
                                .map(each -> Parameter.of(each, document))
                                .toList());
    }

    /** A number that the floor leaves to layers, and whose it is. */
    @Schema(name = "ReadinessParameter")
    public record Parameter(
            @Schema(description = "Its name in the rules.") String name,
            @Schema(description = "What counts.") String value,
            @Schema(description = "What the floor says.") String floorValue,

            @Schema(description = "The rule set whose number counts.")
            String ruleSet,

            @Schema(description = "Where it is written, if that is said of the number alone.") @Nullable
            Cited citation,

            @Schema(description = "The requirements that ask for it.")
            List<String> requirements) {
        static Parameter of(Layer.Parameter one, RuleSetDocument document) {
            return new Parameter(
                    one.name(),
                    one.value().toPlainString(),
                    one.floorValue().toPlainString(),
                    one.local()
                            ? document.ruleSet().id()
                            : Objects.requireNonNull(document.layer())
                                    .floor()
                                    .ruleSet()
                                    .id(),
                    one.citation() == null ? null : Cited.of(one.citation()),
                    one.requirements());
        }
    }
}
