package org.continuum.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the artifact is made of may be given on to anybody: each part has a licence of the list, as its bill says. */
class DependenciesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whoever offers several lets us choose; one of these is enough. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "Bouncy Castle Licence", // the text of MIT
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "0BSD",
            "CC0-1.0",
            "Public Domain",
            "EPL-1.0",
            "EPL-2.0");

    @Test
    void every_part_of_the_artifact_has_a_licence_that_is_allowed() throws IOException {
        JsonNode bill = JSON.readTree(Path.of("target", "bom.json").toFile());
        assertThat(bill.path("components").size()).isGreaterThan(100);
        assertThat(refused(bill)).isEmpty();
    }

    @Test
    void a_part_without_a_licence_or_with_another_is_named() throws IOException {
        assertThat(refused(JSON.readTree("""
                {"components": [
                  {"group": "a", "name": "silent"},
                  {"group": "a", "name": "strict", "licenses": [{"license": {"id": "AGPL-3.0-only"}}]},
                  {"group": "a", "name": "dual", "licenses": [{"license": {"name": "GPL"}}, {"license": {"id": "EPL-2.0"}}]}
                ]}"""))).containsExactly("a:silent", "a:strict");
    }

    private static List<String> refused(JsonNode bill) {
        List<String> refused = new ArrayList<>();
        for (JsonNode part : bill.path("components")) {
            boolean allowed = false;
            for (JsonNode offered : part.path("licenses")) {
                JsonNode licence = offered.path("license");
                allowed |= ALLOWED.contains(
                        licence.path("id").asText(licence.path("name").asText()));
            }
            if (!allowed) {
                refused.add(
                        part.path("group").asText() + ":" + part.path("name").asText());
            }
        }
        return refused;
    }
}
