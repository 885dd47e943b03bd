package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "Time spent in a school: field experience, practicum, residency. It needs hours or days.")
public record ClinicalExperience(
        @JsonUnwrapped Envelope envelope,
        @DecimalMin("0") @DecimalMax("10000") @Nullable BigDecimal hours,
        @DecimalMin("0") @DecimalMax("2000") @Nullable BigDecimal days,
        @Size(min = 1, max = 100) @Nullable String gradeBand,
        @Size(min = 1, max = 200) @Nullable String setting,
        @Size(min = 1, max = 200) @Nullable String site,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate endedOn)
        implements Submission {
    private static final BigDecimal HOURS_OF_DAY = BigDecimal.valueOf(24);

    @Override
    public Stream<Violation> contradictions() {
        return Stream.of(
                        Contradiction.when(
                                hours == null && days == null,
                                "",
                                "It says not how much.",
                                "Send hours, days or both."),
                        Contradiction.reversed(startedOn, endedOn),
                        Contradiction.when(
                                endedOn != null && endedOn.isAfter(envelope.occurredOn()),
                                "/endedOn",
                                "Ends after the day on which it occurred.",
                                "Send as occurredOn the last day that the hours cover."),
                        tooMuch())
                .flatMap(each -> each);
    }

    /** Nobody spends more time in a school than there was. */
    private Stream<Violation> tooMuch() {
        if (startedOn == null || endedOn == null || endedOn.isBefore(startedOn)) {
            return Stream.empty();
        }
        BigDecimal length = BigDecimal.valueOf(ChronoUnit.DAYS.between(startedOn, endedOn) + 1);
        return Stream.concat(
                Contradiction.when(
                        days != null && days.compareTo(length) > 0,
                        "/days",
                        "More days than from startedOn to endedOn, which are %s.".formatted(length),
                        "Correct the days or the period."),
                Contradiction.when(
                        hours != null && hours.compareTo(length.multiply(HOURS_OF_DAY)) > 0,
                        "/hours",
                        "More hours than there are from startedOn to endedOn.",
                        "Correct the hours or the period."));
    }
}
