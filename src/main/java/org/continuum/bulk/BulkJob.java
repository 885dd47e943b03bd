package org.continuum.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands.
 *
 * @param actor who gave the latest order
 * @param kind of evidence, of a CSV
 * @param header of a CSV, once a part of it has come in and until the job ends; otherwise empty
 * @param changedAt the latest move or progress
 * @param received how many rows have come in
 * @param preview what the preview has found so far
 * @param commit what has been recorded so far
 * @param cleared whether none of its rows waits any more, be it that all were recorded or that the rest was let go
 * @param undo what has been taken back so far; null where nobody wants that
 */
public record BulkJob(
        UUID id,
        UUID organization,
        String actor,
        BulkFormat format,
        @Nullable String kind,
        List<String> header,
        BulkState state,
        Instant createdAt,
        Instant changedAt,
        int received,
        long receivedBytes,
        Preview preview,
        Commit commit,
        boolean cleared,
        @Nullable Undo undo) {
    public BulkJob {
        header = List.copyOf(header);
    }

    /** In whose name the worker acts. */
    Caller caller() {
        return new Caller(organization, actor, actor, Set.of());
    }

    /** How far the pass has come that the job is in; rows from the first. */
    int done() {
        return switch (state) {
            case CHECKING, CHECKED -> preview.checked();
            case COMMITTING, COMMITTED -> commit.committed();
            case UNDOING, UNDONE -> undo == null ? 0 : undo.reversed();
            case RECEIVING, CANCELED -> 0;
        };
    }

    record Preview(int checked, int acceptable, int duplicates, int rejected) {}

    record Commit(int committed, int accepted, int duplicates, int rejected) {}

    record Undo(UUID reversal, String reason, byte[] body, int reversed, int undone, int kept) {}
}
