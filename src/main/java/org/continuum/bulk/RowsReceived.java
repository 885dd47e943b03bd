package org.continuum.bulk;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What has come in with one request. */
@Schema(description = "What has come in with this request.")
public record RowsReceived(
        @Schema(description = "The number of its first row.", minimum = "1")
        int first,

        @Schema(description = "How many rows it had.") int rows,

        @Schema(description = "How many rows the job has now.")
        int received,

        @Schema(description = "Bytes of the body.") long bytes,

        @Schema(description = "SHA-256 of the body, hexadecimal.")
        String digest) {}
