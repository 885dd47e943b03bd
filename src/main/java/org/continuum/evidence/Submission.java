package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A piece of evidence as its submitter sends it: what every kind has, and what its own kind adds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Observation.class, name = "observation"),
    @JsonSubTypes.Type(value = PerformanceAssessment.class, name = "performance-assessment"),
    @JsonSubTypes.Type(value = ExamResult.class, name = "exam-result"),
    @JsonSubTypes.Type(value = ClinicalExperience.class, name = "clinical-experience"),
    @JsonSubTypes.Type(value = Coursework.class, name = "coursework"),
    @JsonSubTypes.Type(value = ClearanceCheck.class, name = "clearance-check"),
    @JsonSubTypes.Type(value = Attestation.class, name = "attestation"),
    @JsonSubTypes.Type(value = Recommendation.class, name = "recommendation"),
    @JsonSubTypes.Type(value = LearningActivity.class, name = "learning-activity"),
    @JsonSubTypes.Type(value = Artifact.class, name = "artifact"),
    @JsonSubTypes.Type(value = Application.class, name = "application"),
    @JsonSubTypes.Type(value = Qualification.class, name = "qualification"),
    @JsonSubTypes.Type(value = EmploymentRecord.class, name = "employment"),
    @JsonSubTypes.Type(value = Decision.class, name = "decision"),
    @JsonSubTypes.Type(value = Appeal.class, name = "appeal"),
    @JsonSubTypes.Type(value = LicenseRecord.class, name = "license-record")
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(
        description = "A piece of evidence; its kind decides which further fields it has.",
        oneOf = {
            Observation.class,
            PerformanceAssessment.class,
            ExamResult.class,
            ClinicalExperience.class,
            Coursework.class,
            ClearanceCheck.class,
            Attestation.class,
            Recommendation.class,
            LearningActivity.class,
            Artifact.class,
            Application.class,
            Qualification.class,
            EmploymentRecord.class,
            Decision.class,
            Appeal.class,
            LicenseRecord.class
        })
public sealed interface Submission
        permits Observation,
                PerformanceAssessment,
                ExamResult,
                ClinicalExperience,
                Coursework,
                ClearanceCheck,
                Attestation,
                Recommendation,
                LearningActivity,
                Artifact,
                Application,
                Qualification,
                EmploymentRecord,
                Decision,
                Appeal,
                LicenseRecord {
    Envelope envelope();

    /** What contradicts itself in the fields of the kind, without a look at anything else. */
    default Stream<Violation> contradictions() {
        return Stream.empty();
    }

    /** The framework whose competencies it speaks of. */
    default @Nullable UUID framework() {
        return null;
    }

    default List<Rating> ratings() {
        return List.of();
    }

    /** The kind's name in the contract. */
    default String kind() {
        return Kinds.of(this);
    }

    /** Names of the kinds, as Jackson and the contract have them. */
    final class Kinds {
        private static final Map<Class<?>, String> NAMES = Arrays.stream(
                        Submission.class.getAnnotation(JsonSubTypes.class).value())
                .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

        private Kinds() {}

        /** The name of the kind's schema in the contract. */
        public static String schema(String kind) {
            return NAMES.entrySet().stream()
                    .filter(each -> each.getValue().equals(kind))
                    .map(each -> each.getKey().getSimpleName())
                    .findFirst()
                    .orElseThrow();
        }

        private static String of(Submission submission) {
            return Objects.requireNonNull(NAMES.get(submission.getClass()), "a kind without a name");
        }
    }
}
