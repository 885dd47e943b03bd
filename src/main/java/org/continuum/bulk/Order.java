package org.continuum.bulk;

import java.util.List;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;

/** What a submitter wants done with a job; each order sent again finds itself obeyed. */
sealed interface Order {
    record Preview() implements Order {}

    record Commit() implements Order {}

    record Cancel() implements Order {}

    /** @param bytes the request as it was received */
    record Undo(String reason, byte[] bytes) implements Order {}

    default BulkState target() {
        return switch (this) {
            case Preview() -> BulkState.CHECKING;
            case Commit() -> BulkState.COMMITTING;
            case Cancel() -> BulkState.CANCELED;
            case Undo undo -> BulkState.UNDOING;
        };
    }

    default String type() {
        return switch (this) {
            case Preview() -> "bulk-job.preview-ordered";
            case Commit() -> "bulk-job.commit-ordered";
            case Cancel() -> "bulk-job.canceled";
            case Undo undo -> "bulk-job.undo-ordered";
        };
    }

    /** Throws the problem "conflict" where the job cannot go there. */
    default void require(BulkJob job) {
        if (!job.state().mayBecome(target())) {
            throw conflict(
                    "The job is %s.".formatted(job.state().stored()),
                    switch (this) {
                        case Preview() -> "Preview a job that still receives rows.";
                        case Commit() -> "Preview it first, and commit what has been checked.";
                        case Cancel() -> "There is nothing left to stop; what was recorded can be undone.";
                        case Undo undo -> "Undo a job that is committed, or canceled while it was being recorded.";
                    });
        }
        if (this instanceof Preview && job.received() == 0) {
            throw conflict("The job has no rows.", "Send rows first.");
        }
        if (this instanceof Undo && job.commit().accepted() == 0) {
            throw conflict("The job has recorded nothing.", "There is nothing to undo.");
        }
    }

    static Problem conflict(String detail, String fix) {
        return new Problem(
                ProblemType.CONFLICT, "Nothing was done; see errors.", List.of(new Violation("#path/id", detail, fix)));
    }
}
