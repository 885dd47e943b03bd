package org.continuum.proof;

import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.continuum.trail.Kept;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One entry with its proof, opened as far as the caller may see. Binary fields are base64. */
@Schema(description = "One entry of the log with its proof, opened as far as the caller may see it.")
public record ProvenEntry(
        @Schema(description = "Its number on the person's record.", minimum = "1")
        long personSeq,

        @Schema(description = "Its index in the log, from 0: the feed's position less one.", minimum = "0")
        long index,

        @Schema(description = "The 121 bytes that stand in the log.", maxLength = 164)
        String entry,

        @Schema(description = "Shows with the person's id and the number whose entry it is.", maxLength = 44)
        String handleKey,

        @Schema(description = "The siblings on the way to the root, from the bottom up.", maxItems = 64)
        List<String> proof,

        @Schema(description = "Opens the description; absent where the caller may not see it.", maxLength = 44)
        @Nullable
        String descriptionKey,

        @Schema(description = "Who did what with which record, as the JSON text that the log commits to.") @Nullable
        String description,

        @Schema(description = "Opens the commitment; absent where the caller may not see the bytes.", maxLength = 44)
        @Nullable
        String salt,

        @Schema(description = "What was recorded, byte for byte.", maxLength = 4_000_000) @Nullable
        String bytes) {
    public ProvenEntry {
        proof = List.copyOf(proof);
    }

    static ProvenEntry of(Kept kept, List<byte[]> proof, boolean described, Optional<Opening> opening) {
        return new ProvenEntry(
                kept.personSeq(),
                index(kept),
                text(kept.logEntry().bytes()),
                text(kept.handleKey()),
                proof.stream().map(ProvenEntry::text).toList(),
                described ? text(kept.descriptionKey()) : null,
                described ? kept.description() : null,
                opening.map(each -> text(each.salt())).orElse(null),
                opening.map(each -> text(each.bytes())).orElse(null));
    }

    /** What an entry's commitment was made of. */
    record Opening(byte[] salt, byte[] bytes) {}

    static long index(Kept kept) {
        return Objects.requireNonNull(kept.position()) - 1;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
