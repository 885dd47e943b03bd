package org.continuum.rules;

import static org.continuum.rules.People.fact;
import static org.continuum.rules.People.find;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a record's own last day does to it: nothing to what it tells, and only so much to whether it counts. */
class OwnValidityTest {
    private static final Fact LICENSE = lasting(
            fact("L", "license-record", LocalDate.of(2020, 7, 1), "license", "intern"), LocalDate.of(2023, 6, 30));

    /** The internship began on 2021-08-16. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            is the license valid now?                 | 2023-06-30 | met
            is the license valid now?                 | 2023-07-01 | expired
            was it valid when the internship began?   | 2023-06-30 | met
            was it valid when the internship began?   | 2023-07-01 | met
            will it be valid in 2024?                 | 2023-06-30 | unmet
            """)
    void itHasExpiredUnlessTheRuleAsksWhenItEnds(String question, LocalDate asOf, String status) {
        List<Test> where = switch (question) {
            case "was it valid when the internship began?" -> List.of(ends(LocalDate.of(2021, 8, 16)));
            case "will it be valid in 2024?" -> List.of(ends(LocalDate.of(2024, 1, 1)));
            default -> List.of();
        };
        Expression rule = new Exists(new Selection(List.of("license-record"), where, null), List.of(), null);
        assertEquals(status, find(rule, List.of(LICENSE), asOf).status().word());
    }

    /** Renewal may be sought in the year after the license ended; that it has ended hides neither of its days. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2022-01-01 | 2020-07-01
            2024-01-01 | 2020-07-01
            """)
    void theDayOfIssueIsStillTold(LocalDate asOf, String issued) {
        Selection licenses = new Selection(List.of("license-record"), List.of(), null);
        Question question = People.question(asOf);
        Scope scope = Scope.of(People.rules(), question, List.of(LICENSE), Effort.ofARequest());
        assertEquals(
                Optional.of(Value.of(issued)),
                new Given.Field(licenses, Path.of("occurredOn"), false, null, null).value(scope));
        assertEquals(
                Optional.of(Value.of(asOf.isAfter(LocalDate.of(2023, 6, 30)) ? 0 : 1)),
                new Given.Count(licenses, null).value(scope),
                "but it is no longer among the licenses held");
    }

    /** A certificate that may be issued once: that it has run out does not make room for another. */
    @ParameterizedTest
    @CsvSource({"2020-06-30,met", "2020-07-01,unmet", "2023-07-01,unmet"})
    void whatMayHappenAtMostSoOftenHasHappenedThoughItRanOut(LocalDate asOf, String status) {
        Expression once = new Count(
                new Selection(List.of("license-record"), List.of(), null),
                null,
                null,
                new Amount.Fixed(java.math.BigDecimal.ZERO));
        assertEquals(status, find(once, List.of(LICENSE), asOf).status().word());
    }

    private static Test ends(LocalDate onOrAfter) {
        return new Test(Path.of("expiresOn"), new Condition.Days(Moment.on(onOrAfter), null, null, null));
    }

    private static Fact lasting(Fact fact, LocalDate until) {
        return new Fact(
                fact.id(),
                fact.kind(),
                fact.occurredOn(),
                fact.recordedAt(),
                fact.fields(),
                fact.requiredRoles(),
                fact.signatures(),
                fact.supersedes(),
                fact.withdrawal(),
                until);
    }
}
