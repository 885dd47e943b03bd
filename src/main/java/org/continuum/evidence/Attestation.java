package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Somebody in a role declares something of the person; who and in which role stands in assessor.")
public record Attestation(
        @JsonUnwrapped Envelope envelope,
        @NotNull @Size(min = 1, max = 2000) String statement) implements Submission {
    @Override
    public Stream<Violation> contradictions() {
        return Contradiction.when(
                envelope.assessor() == null,
                "/assessor",
                "An attestation needs to say in which role it was made.",
                "Add assessor with a role.");
    }
}
