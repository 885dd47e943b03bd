package org.continuum.trial;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrialThing.Exam.class, name = "exam"),
    @JsonSubTypes.Type(value = TrialThing.Course.class, name = "course")
})
@Schema(oneOf = {TrialThing.Exam.class, TrialThing.Course.class})
public sealed interface TrialThing {
    record Exam(@NotNull String test, boolean passed) implements TrialThing {}

    record Course(@NotNull String title, int credits) implements TrialThing {}
}
