package org.continuum.http;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.ValidationContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The formats of the contract, checked to the letter: a day must be in the calendar, a moment must name its offset. */
final class Formats {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    static final List<Format> ALL = List.of(
            new Rule("date", Formats::isDate),
            new Rule("date-time", Formats::isDateTime),
            new Rule("uuid", value -> UUID.matcher(value).matches()),
            new Rule("uri", value -> isUri(value) && URI.create(value).isAbsolute()),
            new Rule("uri-reference", Formats::isUri));

    private Formats() {}

    private static boolean isDate(String value) {
        try {
            return DATE.matcher(value).matches() && within(LocalDate.parse(value));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDateTime(String value) {
        try {
            return DATE_TIME.matcher(value).matches()
                    && within(OffsetDateTime.parse(value).toLocalDate());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean within(LocalDate day) {
        return !day.isBefore(Limits.FIRST_DAY) && !day.isAfter(Limits.LAST_DAY);
    }

    private static boolean isUri(String value) {
        try {
            new URI(value);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private record Rule(String name, Predicate<String> test) implements Format {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext execution, ValidationContext validation, String value) {
            return test.test(value);
        }
    }
}
