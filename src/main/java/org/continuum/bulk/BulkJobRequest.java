package org.continuum.bulk;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What kind of rows will come. */
@Schema(description = "What kind of rows will come.")
public record BulkJobRequest(
        @NotNull @Schema(description = "How they are written.")
        BulkFormat format,

        @Schema(
                description = "Which kind of evidence they are; needed with csv, and with nothing else.",
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
                })
        @Nullable
        String kind) {}
