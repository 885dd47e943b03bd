package org.continuum.rules;

import static org.continuum.rules.People.fact;
import static org.continuum.rules.People.find;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through the last day of a period what is short can still be made up; from the next day it cannot. */
class ClosedPeriodsTest {
    private static final LocalDate FIRST = LocalDate.of(2022, 7, 1);
    private static final LocalDate LAST = LocalDate.of(2023, 6, 30);
    private static final Window YEAR = new Window(Moment.on(FIRST), Moment.on(LAST), null);
    private static final Selection ANY = new Selection(List.of("employment"), List.of(), null);
    private static final Selection IN_YEAR = new Selection(List.of("employment"), List.of(), YEAR);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sum      | 2023-06-30 | insufficient
            sum      | 2023-07-01 | unmet
            count    | 2023-06-30 | insufficient
            count    | 2023-07-01 | unmet
            duration | 2023-06-30 | insufficient
            duration | 2023-07-01 | unmet
            """)
    void aQuantityThatIsShortIsUnmetFromTheNextDay(String measure, LocalDate asOf, String status) {
        Amount two = new Amount.Fixed(BigDecimal.TWO);
        Expression rule = switch (measure) {
            case "sum" ->
                new Sum(
                        IN_YEAR,
                        List.of(new Sum.Term(Path.of("years"), new Amount.Fixed(BigDecimal.ONE))),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        two);
            case "count" -> new Count(IN_YEAR, null, two, null);
            default ->
                new Duration(ANY, Path.of("startedOn"), Path.of("endedOn"), YEAR, null, Duration.Unit.YEARS, null, two);
        };
        Fact spring = fact(
                "E",
                "employment",
                LocalDate.of(2023, 5, 31),
                "years",
                1,
                "startedOn",
                "2022-09-01",
                "endedOn",
                "2023-05-31");
        assertEquals(status, find(rule, List.of(spring), asOf).status().word());
    }

    /** One observation in each of two years, July to June. The first year closed without one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2022-06-30 | none          | unmet
            2022-06-30 | first         | insufficient
            2023-06-30 | second        | unmet
            2023-06-30 | first         | insufficient
            2023-06-30 | first, second | met
            2023-07-01 | first         | unmet
            """)
    void aYearThatHasClosedWithNothingIsNoLongerMerelyUncovered(LocalDate asOf, String observed, String status) {
        Expression eachYear = new ForEach(
                new ForEach.Over.Years(Moment.on(LocalDate.of(2021, 7, 1)), Moment.on(LAST)),
                "year",
                new Exists(
                        new Selection(List.of("observation"), List.of(), new Window(year("from"), year("to"), null)),
                        List.of(),
                        null));
        List<Fact> records = new ArrayList<>();
        if (observed.contains("first")) {
            records.add(fact("A", "observation", LocalDate.of(2022, 3, 1)));
        }
        if (observed.contains("second")) {
            records.add(fact("B", "observation", LocalDate.of(2023, 3, 1)));
        }
        assertEquals(status, find(eachYear, records, asOf).status().word());
    }

    private static Moment year(String end) {
        return new Moment(null, new Path(List.of("$year", end)), java.time.Period.ZERO, null, null);
    }

    @ParameterizedTest
    @CsvSource({"2023-07-01,2022-07-01", "2024-06-30,2023-06-30"})
    void aLookBackNeverCloses(LocalDate asOf, LocalDate from) {
        Window back = new Window(null, Moment.given("asOf"), java.time.Period.ofYears(1));
        Scope scope = Scope.of(People.rules(), People.question(asOf), List.of(), Effort.ofARequest());
        assertEquals(Optional.of(from), back.span(scope).map(Window.Span::from));
        assertEquals(true, new Selection(List.of("observation"), List.of(), back).open(scope));
    }
}
