package org.continuum.readiness;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.continuum.http.Problem;
import org.continuum.http.Violation;
import org.continuum.rulebook.Facts;
import org.jspecify.annotations.Nullable;

/**
 * The three dates of a question, as they were asked.
 *
 * @param facts the day as of which facts count; null for today where the rules are made
 * @param evidenceKnown a day, which means its end there, or an instant; null for now
 * @param rulesKnown the day; null for today
 * @param place where they stand in the request: {@code #query/} or {@code /}
 */
record AsOf(
        @Nullable LocalDate facts,
        @Nullable String evidenceKnown,
        @Nullable LocalDate rulesKnown,
        String place) {
    /** What an evidence-known-as-of looks like: RFC 3339's date or date-time. */
    static final String DAY_OR_INSTANT =
            "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2}))?$";

    LocalDate factsAsOf(Instant now, ZoneId zone) {
        return facts != null ? facts : LocalDate.ofInstant(now, zone);
    }

    LocalDate rulesKnownAsOf(Instant now, ZoneId zone) {
        return rulesKnown != null ? rulesKnown : LocalDate.ofInstant(now, zone);
    }

    /** @throws Problem for what has the form of a date but is none */
    Instant evidenceKnownAsOf(Instant now, ZoneId zone) {
        if (evidenceKnown == null) {
            return now;
        }
        try {
            return evidenceKnown.length() == 10
                    ? Facts.endOf(LocalDate.parse(evidenceKnown), zone)
                    : OffsetDateTime.parse(evidenceKnown)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toInstant()
                            .truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw Problem.invalid(List.of(new Violation(
                    place + "evidenceKnownAsOf",
                    "'" + evidenceKnown + "' is not on the calendar.",
                    "Send a day as YYYY-MM-DD or an instant as YYYY-MM-DDTHH:MM:SSZ.")));
        }
    }
}
