package org.continuum.induction;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the continuum is made of besides evidence. */
public enum ContinuumPart {
    @JsonProperty("enrollments")
    ENROLLMENTS,
    @JsonProperty("determinations")
    DETERMINATIONS,
    @JsonProperty("licensing-decisions")
    DECISIONS,
    @JsonProperty("licenses")
    LICENSES,
    @JsonProperty("employments")
    EMPLOYMENTS,
    @JsonProperty("inductions")
    INDUCTIONS
}
