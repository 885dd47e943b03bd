package org.continuum.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.continuum.evidence.Touch;
import org.continuum.http.ProblemBody;
import org.continuum.trail.Receipt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A row of a job. */
@Schema(description = "A row, and what it would come to or has come to.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkRow(
        @Schema(description = "Its place, from 1; empty lines and a CSV's header are not counted.", minimum = "1")
        int number,

        BulkRowState state,

        @Schema(description = "The submitter's own name for the record.") @Nullable
        String reference,

        @Schema(description = "Whom it is about, as far as it can be read.") @Nullable
        UUID person,

        @Schema(description = "The record.") @Nullable UUID evidence,

        @Schema(description = "The record's receipt; of a duplicate the first one.") @Nullable
        Receipt receipt,

        @Schema(description = "What is wrong with it, all of it. In a CSV a pointer is #column/ and the column's name.")
        @Nullable
        ProblemBody problem,

        @Schema(description = "Why an undoing leaves it alone.") @Nullable
        Touch because) {
    /** As an undoing would leave it. */
    BulkRow undone(@Nullable Touch because) {
        BulkRowState then = because == null ? BulkRowState.UNDONE : BulkRowState.KEPT;
        return new BulkRow(number, then, reference, person, evidence, receipt, problem, because);
    }

    BulkRow with(@Nullable Receipt given) {
        return new BulkRow(number, state, reference, person, evidence, given, problem, because);
    }
}
