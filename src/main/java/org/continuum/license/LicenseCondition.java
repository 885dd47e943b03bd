package org.continuum.license;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.continuum.readiness.Readiness;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What must still be met while the license is held. */
@Schema(description = "A requirement that the rules let the holder meet later.")
public record LicenseCondition(
        @Schema(description = "The requirement's id in the rule set.")
        String requirement,

        @Schema(description = "What is asked.") String title,

        @Schema(description = "Where it is written.") String citation,

        @Schema(description = "Until when, and what follows if it is not met by then.")
        String terms) {
    /**
     * The requirements that the frozen answer found deferred. Its first words on such a requirement are the rule's own; what
     * follows was seen on the person's record, and is left where it is.
     */
    static List<LicenseCondition> of(JsonNode answer) {
        List<LicenseCondition> conditions = new ArrayList<>();
        for (JsonNode requirement : answer.path("requirements")) {
            if (Readiness.Status.deferred
                    .name()
                    .equals(requirement.path("status").asText())) {
                conditions.add(new LicenseCondition(
                        requirement.path("id").asText(),
                        requirement.path("title").asText(),
                        requirement.path("citation").path("label").asText(),
                        requirement.path("found").path(0).asText()));
            }
        }
        return conditions;
    }
}
