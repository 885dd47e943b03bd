package org.continuum.bulk;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A job, and how far it has come. */
@Schema(name = "BulkJob", description = "A bulk job, and how far it has come.")
public record BulkJobView(
        UUID id,
        BulkFormat format,

        @Schema(description = "The kind of evidence; absent where each row says its own.") @Nullable
        String kind,

        BulkState state,
        Instant createdAt,

        @Schema(description = "The latest move or progress.")
        Instant changedAt,

        @Schema(description = "How many rows have come in; the next one's number is one more.")
        int received,

        @Schema(description = "Bytes of these rows.") long receivedBytes,

        @Schema(description = "What the rows would come to, as far as they have been looked at.")
        PreviewView preview,

        @Schema(description = "What the rows have come to, as far as they have been recorded.")
        CommitView commit,

        @Schema(description = "What has been taken back; absent unless that was ordered.") @Nullable
        UndoView undo) {
    static BulkJobView of(BulkJob job) {
        BulkJob.Undo undo = job.undo();
        return new BulkJobView(
                job.id(),
                job.format(),
                job.kind(),
                job.state(),
                job.createdAt(),
                job.changedAt(),
                job.received(),
                job.receivedBytes(),
                new PreviewView(
                        job.preview().checked(),
                        job.preview().acceptable(),
                        job.preview().duplicates(),
                        job.preview().rejected()),
                new CommitView(
                        job.commit().committed(),
                        job.commit().accepted(),
                        job.commit().duplicates(),
                        job.commit().rejected()),
                undo == null
                        ? null
                        : new UndoView(undo.reversal(), undo.reason(), undo.reversed(), undo.undone(), undo.kept()));
    }

    @Schema(name = "BulkPreview", description = "Counts of rows.")
    public record PreviewView(
            @Schema(description = "Looked at.") int checked,

            @Schema(description = "Nothing speaks against them.")
            int acceptable,

            @Schema(description = "Recorded before.") int duplicates,
            @Schema(description = "Have a problem.") int rejected) {}

    @Schema(name = "BulkCommit", description = "Counts of rows.")
    public record CommitView(
            @Schema(description = "Have their result.") int done,
            @Schema(description = "Recorded.") int accepted,
            @Schema(description = "Recorded before.") int duplicates,
            @Schema(description = "Have a problem.") int rejected) {}

    @Schema(name = "BulkUndo", description = "Counts of rows.")
    public record UndoView(
            @Schema(description = "What all these retractions have in common.")
            UUID reversal,

            String reason,
            @Schema(description = "Looked at.") int done,
            @Schema(description = "Taken back.") int undone,
            @Schema(description = "Left alone.") int kept) {}
}
