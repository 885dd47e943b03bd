package org.continuum.rulebook;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.continuum.http.Limits;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far a document has come: it has mistakes, or red cases, or could be published. */
public record RuleSetCheck(
        @Schema(description = "Whether it could be published: it has neither a mistake nor a red case.")
        boolean publishable,

        @Schema(description = "How far it has come on its way to being published.")
        Stage stage,

        @Schema(description = "Every mistake with its place and line. While there is one, no case can be run.")
        List<Mistake> mistakes,

        @Schema(description = "The document, as it would be published; absent while it has mistakes.") @Nullable
        RuleSetView ruleSet,

        @Schema(description = "What does not come out as its worked cases say.")
        List<Red> red) {

    /** The way of a document. */
    public enum Stage {
        /** It has mistakes. */
        draft,
        /** It has none, but a worked case does not come out as it says. */
        validated,
        /** All its worked cases come out as they say. */
        self_tested
    }

    /** One thing that is wrong with it. */
    @Schema(name = "RuleSetMistake", description = "One thing that is wrong with a rule-set document.")
    public record Mistake(
            @Schema(description = "JSON pointer into the document.")
            String pointer,

            @Schema(description = "What is wrong, with its line.")
            String detail,

            @Schema(description = "What to do about it.") String fix) {
        static Mistake of(Violation violation) {
            return new Mistake(violation.pointer(), violation.detail(), violation.fix());
        }
    }

    /** One expectation that was not met. */
    public record Red(
            @Schema(description = "The name of the worked case.")
            String caseName,

            @Schema(description = "The date of the question.")
            LocalDate asOf,

            @Schema(description = "The difference.") String what) {}

    public RuleSetCheck {
        mistakes = List.copyOf(mistakes);
        red = List.copyOf(red);
    }

    /** @throws Problem only if the document is too large to be looked at */
    static RuleSetCheck of(byte[] document, Function<byte[], RuleSetDocument> reading) {
        try {
            return of(reading.apply(document));
        } catch (Problem refused) {
            if (refused.type() != ProblemType.INVALID_REQUEST) {
                throw refused;
            }
            List<Mistake> mistakes = refused.violations().stream()
                    .limit(Limits.ERRORS)
                    .map(Mistake::of)
                    .toList();
            return new RuleSetCheck(false, Stage.draft, mistakes, null, List.of());
        }
    }

    private static RuleSetCheck of(RuleSetDocument document) {
        List<Red> red = SelfTest.run(document.ruleSet(), document.cases()).stream()
                .map(one -> new Red(one.caseName(), one.asOf(), one.what()))
                .toList();
        Stage stage = red.isEmpty() ? Stage.self_tested : Stage.validated;
        return new RuleSetCheck(red.isEmpty(), stage, List.of(), RuleSetView.of(document), red);
    }
}
