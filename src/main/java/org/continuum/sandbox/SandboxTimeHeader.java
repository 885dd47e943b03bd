package org.continuum.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.continuum.http.Limits;
import org.continuum.http.Problem;
import org.continuum.http.Violation;

/** Reads the header that sets the clock. */
@Provider
@IfBuildProfile(anyOf = {"dev", "test"})
public class SandboxTimeHeader implements ContainerRequestFilter {
    static final String HEADER = "Sandbox-Time";

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

    private final RequestedTime time;

    SandboxTimeHeader(RequestedTime time) {
        this.time = time;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String asked = request.getHeaderString(HEADER);
        if (asked != null) {
            time.set(parse(asked));
        }
    }

    private static Instant parse(String asked) {
        try {
            if (RFC_3339.matcher(asked).matches()) {
                OffsetDateTime at = OffsetDateTime.parse(asked).withOffsetSameInstant(ZoneOffset.UTC);
                if (!at.toLocalDate().isBefore(Limits.FIRST_DAY)
                        && !at.toLocalDate().isAfter(Limits.LAST_DAY)) {
                    return at.toInstant();
                }
            }
        } catch (DateTimeParseException e) {
            // a 31st of February: refused below, as everything that is no time
        }
        throw Problem.invalid(List.of(new Violation(
                "#header/" + HEADER, "Not a time.", "Send an RFC 3339 instant, for example 2026-06-30T12:00:00Z.")));
    }
}
