package org.continuum.bulk;

import java.util.UUID;
import org.continuum.evidence.Answer;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a row.
 *
 * @param evidence the record, its own or the one it repeats
 */
record Result(
        int number,
        BulkRowState state,
        @Nullable String reference,
        @Nullable UUID person,
        @Nullable UUID evidence,
        @Nullable Problem problem) {
    static Result of(ReadRow row, Answer answer) {
        return switch (answer) {
            case Answer.Acceptable() -> of(row, BulkRowState.ACCEPTABLE, null, null);
            case Answer.Accepted(var evidence) -> of(row, BulkRowState.ACCEPTED, evidence, null);
            case Answer.Repeated(var evidence) -> of(row, BulkRowState.DUPLICATE, evidence, null);
            case Answer.RepeatsAnother repeats -> of(row, BulkRowState.DUPLICATE, null, null);
            case Answer.Refused(var problem) -> of(row, BulkRowState.REJECTED, null, problem);
        };
    }

    private static Result of(ReadRow row, BulkRowState state, @Nullable UUID evidence, @Nullable Problem problem) {
        return switch (row) {
            case ReadRow.Good good ->
                new Result(
                        good.number(),
                        state,
                        good.reference(),
                        good.candidate().submission().envelope().person(),
                        evidence,
                        problem == null ? null : good.places().apply(problem));
            case ReadRow.Bad bad -> new Result(bad.number(), state, null, null, evidence, problem);
        };
    }
}
