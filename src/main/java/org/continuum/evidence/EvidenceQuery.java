package org.continuum.evidence;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which evidence is listed. */
public class EvidenceQuery {
    @QueryParam("kind")
    @Parameter(
            description = "Only this kind.",
            schema =
                    @Schema(
                            enumeration = {
                                "observation",
                                "performance-assessment",
                                "exam-result",
                                "clinical-experience",
                                "coursework",
                                "clearance-check",
                                "attestation",
                                "recommendation",
                                "learning-activity",
                                "artifact",
                                "application",
                                "qualification",
                                "employment",
                                "decision",
                                "appeal",
                                "license-record"
                            }))
    @Nullable
    String kind;

    boolean asksFor(EvidenceRecord record) {
        return kind == null || kind.equals(record.kind());
    }
}
