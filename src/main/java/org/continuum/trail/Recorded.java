package org.continuum.trail;

import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What an act that records something answers, and what its repetition under the same key answers again. Nothing in it
 * is personal, so that it may be kept for ever.
 */
@Schema(description = "What has been recorded; a repetition under the same Idempotency-Key gets the same.")
public record Recorded(
        @Schema(description = "The id of the record.") UUID id,
        @Schema(description = "What the trail knows of it.") Receipt receipt) {
    public Recorded {
        Objects.requireNonNull(id);
        Objects.requireNonNull(receipt);
    }

    /** 201 with the record's address. */
    public RestResponse<Recorded> createdAt(String path) {
        return RestResponse.ResponseBuilder.<Recorded>created(URI.create(path))
                .entity(this)
                .build();
    }
}
