package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What every kind of evidence has; its fields stand beside those of the kind.
 *
 * @param occurredOn the day it happened; of a period the last day it speaks of
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Envelope(
        @NotNull @Schema(description = "Whom it is about.") UUID person,

        @NotNull
        @Schema(description = "The day it happened, of a period the last; not after the day it is recorded (UTC).")
        LocalDate occurredOn,

        @Schema(
                description = "What it may be used for; growth evidence counts in no decision about the person.",
                defaultValue = "licensure")
        @Nullable
        Purpose purpose,

        @Schema(description = "Who judged.") @Nullable Assessor assessor,

        @Schema(description = "Roles that must sign before it is final.") @Size(max = 16) @Nullable
        List<String> requiredSignatures,

        @Schema(description = "Signatures that are there already, of required roles.") @Size(max = 16) @Nullable
        List<Signing> signatures,

        @Schema(description = "The record of your own that this one replaces once it is final.") @Nullable
        UUID supersedes,

        @Schema(description = "Why the record is replaced; needed with supersedes.")
        @Size(min = 1, max = 2000)
        @Nullable
        String reason,

        @Schema(description = "The last day on which it counts.") @Nullable
        LocalDate expiresOn,

        @Schema(
                description = "Your own name for the record, unique in your organization for ever: it stands for an"
                        + " Idempotency-Key. It is kept as it is, and outlives an erasure: nothing about a person may be"
                        + " in it.")
        @Size(min = 1, max = 200)
        @Pattern(regexp = RequestKey.FORM)
        @Nullable
        String reference,

        @Schema(
                description =
                        "Up to 32 further facts that rules may ask for. Names begin with a letter and have up to 64 letters,"
                                + " digits and hyphens; values are texts, numbers, booleans, arrays of them, or a period"
                                + " {from, to}.")
        @Nullable
        Map<String, Object> attributes) {
    public Envelope {
        Objects.requireNonNull(person);
        Objects.requireNonNull(occurredOn);
        RoleName.check("/requiredSignatures", requiredSignatures);
        Attributes.check(attributes);
    }

    @Override
    public Purpose purpose() {
        return purpose == null ? Purpose.LICENSURE : purpose;
    }

    @Override
    public List<String> requiredSignatures() {
        return requiredSignatures == null ? List.of() : requiredSignatures;
    }

    @Override
    public List<Signing> signatures() {
        return signatures == null ? List.of() : signatures;
    }

    @Nullable
    String assessorRole() {
        return assessor == null ? null : assessor.role();
    }

    /** Whether everybody who must sign has signed already. */
    boolean signed() {
        return signatures().stream().map(Signing::role).toList().containsAll(requiredSignatures());
    }

    /** What is impossible in it. */
    Stream<Violation> contradictions(Horizon horizon) {
        return Stream.of(
                        Contradiction.when(
                                horizon.isBefore(occurredOn),
                                "/occurredOn",
                                horizon.words(),
                                "Send evidence once it has happened."),
                        Contradiction.when(
                                expiresOn != null && expiresOn.isBefore(occurredOn),
                                "/expiresOn",
                                "Ends before it happened.",
                                "Send a day on or after occurredOn."),
                        Contradiction.when(
                                supersedes != null && reason == null,
                                "/reason",
                                "Whoever replaces a record says why.",
                                "Add a reason."),
                        Contradiction.when(
                                supersedes == null && reason != null,
                                "/reason",
                                "There is nothing it could be the reason for.",
                                "Name the replaced record in supersedes, or leave the reason out."),
                        Contradiction.repeated("/requiredSignatures", requiredSignatures()),
                        signatures(horizon))
                .flatMap(each -> each);
    }

    private Stream<Violation> signatures(Horizon horizon) {
        Set<String> seen = new HashSet<>();
        return IntStream.range(0, signatures().size())
                .mapToObj(i -> {
                    Signing signing = signatures().get(i);
                    return Stream.concat(
                            signing.contradictions("/signatures/" + i, requiredSignatures(), horizon),
                            Contradiction.when(
                                    !seen.add(signing.role()),
                                    "/signatures/" + i + "/role",
                                    "The role has signed already.",
                                    "Send one signature of each role."));
                })
                .flatMap(each -> each);
    }
}
