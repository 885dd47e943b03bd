package org.continuum.rulebook;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What checking a document came to. A document with mistakes gets a problem instead. */
public record RuleSetCheck(
        @Schema(description = "Whether it could be published: it has no red case.")
        boolean publishable,

        @Schema(description = "The document, as it would be published.")
        RuleSetView ruleSet,

        @Schema(description = "What does not come out as its worked cases say.")
        List<Red> red) {

    /** One expectation that was not met. */
    public record Red(
            @Schema(description = "The name of the worked case.")
            String caseName,

            @Schema(description = "The date of the question.")
            LocalDate asOf,

            @Schema(description = "The difference.") String what) {}

    public RuleSetCheck {
        red = List.copyOf(red);
    }

    static RuleSetCheck of(RuleSetDocument document) {
        List<Red> red = SelfTest.run(document.ruleSet(), document.cases()).stream()
                .map(one -> new Red(one.caseName(), one.asOf(), one.what()))
                .toList();
        return new RuleSetCheck(red.isEmpty(), RuleSetView.of(document), red);
    }
}
