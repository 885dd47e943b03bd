package org.continuum.proof;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a verifier needs, and all of it but the key to trust. docs/trail.md says what each field is; {@code verify/} has two
 * programs that check it.
 */
@Schema(description = "Shows that entries stand in the log, and that none of a person's is missing.")
public record ProofBundle(
        @Schema(description = "continuum/bundle/v1", maxLength = 40)
        String format,

        @Schema(description = "Whose record it is about.") UUID person,

        @Schema(description = "The signed note over the whole log (C2SP tlog-checkpoint).", maxLength = 2000)
        String checkpoint,

        @Schema(
                description =
                        "The log's signed word on the person's record at that size of the log: how many entries it has,"
                                + " and of how many of them the bundle opens description and bytes.",
                maxLength = 2000)
        String head,

        @Schema(description = "The entries in the order of the person's record.", maxItems = 100_000)
        List<ProvenEntry> entries) {
    static final String FORMAT = "continuum/bundle/v1";

    public ProofBundle {
        entries = List.copyOf(entries);
    }
}
