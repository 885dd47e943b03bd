package org.continuum.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyntheticPeopleTest {
    private final SyntheticPeople people = new SyntheticPeople(SyntheticState.SEED);

    @Test
    void theSameSeedGivesTheSamePeople() {
        assertThat(new SyntheticPeople(SyntheticState.SEED).stream(200).toList())
                .isEqualTo(people.stream(200).toList());
    }

    @Test
    void aPersonDoesNotDependOnTheOthers() {
        assertThat(people.person(137)).isEqualTo(people.stream(137).toList().getLast());
    }

    @Test
    void anotherSeedGivesOtherPeople() {
        assertThat(new SyntheticPeople(7).stream(20).toList())
                .isNotEqualTo(people.stream(20).toList());
    }

    /** What was drawn with Java 25 must be drawn with every later one, or stored answers would no longer fit. */
    @Test
    void theFirstPersonIsKnown() {
        SyntheticPerson first = people.person(1);
        assertThat(first.givenName() + " " + first.familyName() + " " + first.birthDate() + " "
                        + first.history().size())
                .isEqualTo("Beatriz Brook 1993-07-27 7");
    }

    @Test
    void nothingIsRecordedBeforeItHappenedOrAfterThePresentDay() {
        allPeople()
                .flatMap(person -> person.history().stream())
                .filter(Deed.Submits.class::isInstance)
                .map(Deed.Submits.class::cast)
                .forEach(submission -> {
                    LocalDate recorded = LocalDate.ofInstant(submission.at(), ZoneOffset.UTC);
                    LocalDate occurred =
                            LocalDate.parse((String) submission.content().get("occurredOn"));
                    assertThat(occurred).as(submission.toString()).isBeforeOrEqualTo(recorded);
                    assertThat(recorded).as(submission.toString()).isBeforeOrEqualTo(Career.TODAY);
                });
    }

    @Test
    void scoresHoursAndLevelsAreWithinBounds() {
        people.stream(2_000)
                .flatMap(person -> person.history().stream())
                .filter(Deed.Submits.class::isInstance)
                .map(deed -> ((Deed.Submits) deed).content())
                .forEach(content -> {
                    if (content.get("score") instanceof Integer score) {
                        assertThat(score).isBetween(180, 290);
                    }
                    if (content.get("hours") instanceof Integer hours) {
                        assertThat(hours).isBetween(1, 400);
                    }
                });
    }

    @Test
    void sixtyPeopleStandAtEveryStageOfTheContinuum() {
        Set<String> reached = people.stream(SyntheticState.PEOPLE)
                .map(person -> person.history().getLast().name())
                .collect(Collectors.toSet());
        assertThat(reached)
                .as("the last deed on each record")
                .anyMatch(name -> name.equals("clearance-1") || name.equals("ethics"))
                .anyMatch(name -> name.equals("methods-2"))
                .anyMatch(name -> name.equals("completion") || name.contains("signature"))
                .anyMatch(name -> name.equals("growth-year-1"))
                .anyMatch(name -> name.equals("growth-year-3"))
                .anyMatch(name -> name.equals("growth-year-5"));
    }

    @Test
    void everybodyHasAnIdentifierOfTheirOwn() {
        assertThat(allPeople().map(SyntheticPerson::identifier).toList()).doesNotHaveDuplicates();
    }

    private Stream<SyntheticPerson> allPeople() {
        return Stream.concat(
                SyntheticState.people(SyntheticState.PEOPLE),
                people.stream(2_000).skip(SyntheticState.PEOPLE));
    }
}
