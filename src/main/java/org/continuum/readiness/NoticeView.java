package org.continuum.readiness;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.rulebook.AppealTerms;
import org.continuum.rulebook.RuleSetDocument;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A notice for a machine; the letter says the same in words. */
@Schema(name = "Notice", description = "What a determination finds missing, what would cure it, and how to appeal.")
public record NoticeView(
        @Schema(description = "The determination.") UUID determination,
        @Schema(description = "Whose record it is about.") UUID person,

        @Schema(description = "The license type that it is about.")
        String licenseType,

        @Schema(description = "What the requirements come to.")
        Readiness.Word outcome,

        @Schema(description = "The day of issue, where the rules are made; absent until it is issued.") @Nullable
        LocalDate issuedOn,

        @Schema(description = "When the issue was recorded; absent until then.") @Nullable
        Instant issuedAt,

        @Schema(description = "The organization that froze the determination and issues its notice.")
        UUID organization,

        @Schema(description = "Every requirement that stands in the way, whole.")
        List<RequirementAnswer> unmet,

        @Schema(description = "How to appeal; absent where the rules do not say.") @Nullable
        Appealing appeal,

        @Schema(description = "SHA-256 of the text that was issued, hexadecimal; absent until then.") @Nullable
        String textDigest) {
    /** The way to appeal. */
    @Schema(name = "AppealTerms", description = "How to appeal, as the rules say it.")
    public record Appealing(
            @Schema(description = "To whom.") String to,
            @Schema(description = "In which form.") String how,

            @Schema(description = "How long after the day of issue: P30D.")
            String within,

            @Schema(description = "The last day, to its end in the zone; absent until the notice is issued.") @Nullable
            LocalDate lastDay,

            @Schema(description = "Where its days begin and end.")
            String zone,

            @Schema(description = "Where it is written.") Cited citation) {
        static @Nullable Appealing of(RuleSetDocument rules, @Nullable LocalDate lastDay) {
            AppealTerms terms = rules.appeal();
            return terms == null
                    ? null
                    : new Appealing(
                            terms.to(),
                            terms.how(),
                            terms.within().toString(),
                            lastDay,
                            rules.ruleSet().zone().getId(),
                            Cited.of(terms.citation()));
        }
    }

    static NoticeView of(
            Determination determination, Readiness answer, RuleSetDocument rules, Optional<Notice> issued) {
        return new NoticeView(
                determination.id(),
                determination.person(),
                determination.licenseType(),
                determination.outcome(),
                issued.map(Notice::issuedOn).orElse(null),
                issued.map(Notice::recordedAt).orElse(null),
                determination.organization(),
                NoticeText.open(answer),
                Appealing.of(rules, issued.map(Notice::lastDay).orElse(null)),
                issued.map(Notice::digest).orElse(null));
    }
}
