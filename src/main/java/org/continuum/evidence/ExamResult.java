package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
        description =
                "The result of a test or of one subtest. It needs a score or a verdict, unless it was canceled; the test's day is occurredOn.")
public record ExamResult(
        @JsonUnwrapped Envelope envelope,
        @NotNull @Size(min = 1, max = 100) String test,
        @Size(min = 1, max = 100) @Nullable String subtest,
        @Size(min = 1, max = 100) @Nullable String form,

        @DecimalMin("-1000000") @DecimalMax("1000000") @Nullable
        BigDecimal score,

        @Size(min = 1, max = 100) @Nullable @Schema(description = "The scale of the score, for example scaled or raw.")
        String scale,

        @Nullable Boolean passed,

        @Nullable @Schema(description = "Whether the sitting came to nothing, so that there is no result.")
        Boolean canceled)
        implements Submission {
    @Override
    public Stream<Violation> contradictions() {
        boolean none = score == null && passed == null;
        boolean nothing = Boolean.TRUE.equals(canceled);
        return Stream.of(
                        Contradiction.when(
                                none && !nothing,
                                "",
                                "It has no result.",
                                "Send score, passed or both; or that it was canceled."),
                        Contradiction.when(
                                nothing && !none,
                                "/canceled",
                                "It has a result although it was canceled.",
                                "Leave the result out, or canceled."),
                        Contradiction.when(
                                scale != null && score == null,
                                "/scale",
                                "There is no score on this scale.",
                                "Add the score, or leave the scale out."))
                .flatMap(each -> each);
    }
}
