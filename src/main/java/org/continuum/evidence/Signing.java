package org.continuum.evidence;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Somebody's signature, as the submitter tells of it.
 *
 * @param signer whoever signed, as the submitter names people: not necessarily somebody this service knows
 */
@Schema(description = "A signature on a record.")
public record Signing(
        @NotNull
        @Size(max = RoleName.MAX)
        @Pattern(regexp = RoleName.FORM)
        @Schema(description = "In which role, for example supervising-practitioner; one of the required ones.")
        String role,

        @NotNull @Size(min = 1, max = 200) @Schema(description = "Who signed.")
        String signer,

        @NotNull @Schema(description = "When, not after today (UTC).")
        LocalDate signedOn) {
    Stream<Violation> contradictions(String pointer, List<String> required, Horizon horizon) {
        return Stream.concat(
                Contradiction.when(
                        !required.contains(role),
                        pointer + "/role",
                        "No signature of this role is required.",
                        required.isEmpty()
                                ? "Name the roles that must sign in requiredSignatures of the record."
                                : "Send one of " + String.join(", ", required) + "."),
                Contradiction.when(
                        horizon.isBefore(signedOn),
                        pointer + "/signedOn",
                        horizon.words(),
                        "Send the signature once it is given."));
    }
}
