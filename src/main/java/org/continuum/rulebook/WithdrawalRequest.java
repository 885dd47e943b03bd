package org.continuum.rulebook;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Takes a published version out of force. */
@Schema(description = "Takes a published version out of force.")
public record WithdrawalRequest(
        @NotNull @Size(min = 1, max = 2000) @Schema(description = "Why; it stands in answers.")
        String reason,

        @NotNull
        @Schema(description = "When the withdrawal was made law: rules known as of an earlier day do not know it.")
        LocalDate enacted,

        @NotNull @Schema(description = "The first day for which the version is not the law any more.")
        LocalDate effectiveFrom) {
    Withdrawal withdrawal() {
        return new Withdrawal(enacted, effectiveFrom, reason);
    }
}
