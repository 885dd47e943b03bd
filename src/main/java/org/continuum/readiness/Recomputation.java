package org.continuum.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What asking the same question again gives. */
@Schema(description = "What asking a determination's question again gives.")
public record Recomputation(
        @Schema(description = "The determination.") UUID determination,

        @Schema(description = "Whether the bytes are the same.")
        boolean same,

        @Schema(description = "The frozen answer's digest.") String frozenDigest,

        @Schema(description = "The digest of today's answer to the same question.")
        String digest,

        @Schema(description = "Where they differ, as JSON pointers into the answer.")
        List<String> differences) {
    private static final int MOST = 100;

    public Recomputation {
        differences = List.copyOf(differences);
    }

    /** The places at which two answers differ, in document order. */
    static List<String> differences(JsonNode then, JsonNode now) {
        List<String> found = new ArrayList<>();
        compare("", then, now, found);
        return found;
    }

    private static void compare(String at, JsonNode then, JsonNode now, List<String> found) {
        if (found.size() >= MOST || then.equals(now)) {
            return;
        }
        if (then.isObject() && now.isObject()) {
            Set<String> names = new TreeSet<>();
            then.fieldNames().forEachRemaining(names::add);
            now.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(at + "/" + name, then.path(name), now.path(name), found));
        } else if (then.isArray() && now.isArray() && then.size() == now.size()) {
            for (int i = 0; i < then.size(); i++) {
                compare(at + "/" + i, then.get(i), now.get(i), found);
            }
        } else {
            found.add(at);
        }
    }
}
