package org.continuum.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The service keeps every rule of the house; and each rule is seen to fail, on the sabotage and on an empty house. */
class HouseTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.continuum");
    private static final JavaClasses SABOTAGE = new ClassFileImporter().importPackages("org.continuum.sabotage");
    private static final JavaClasses NOTHING = new ClassFileImporter().importPackages("org.continuum.nowhere");

    @TestFactory
    Stream<DynamicTest> the_service_keeps() {
        return rules("org.continuum")
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(SERVICE)));
    }

    @TestFactory
    Stream<DynamicTest> the_sabotage_breaks() {
        return rules("org.continuum.sabotage")
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getDescription(),
                        () -> assertThat(rule.evaluate(SABOTAGE).hasViolation()).isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> an_empty_house_breaks() {
        return rules("org.continuum")
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getDescription(),
                        () -> assertThatThrownBy(() -> rule.check(NOTHING)).isInstanceOf(AssertionError.class)));
    }

    @Test
    void the_floors_hold_against_each_way_up() {
        assertThat(new House("org.continuum.sabotage")
                        .floors()
                        .evaluate(SABOTAGE)
                        .getFailureReport()
                        .getDetails())
                .as("a higher floor, a neighbor on the same floor, and a package that stands on none")
                .anyMatch(line -> line.contains("evidence.KnowsReadiness"))
                .anyMatch(line -> line.contains("people.KnowsFramework"))
                .anyMatch(line -> line.contains("stands on no floor"));
    }

    private static Stream<ArchRule> rules(String root) {
        House house = new House(root);
        return Stream.of(
                house.floors(),
                house.noCircles(),
                house.pureRules(),
                house.everyEndpointIsNamed(),
                house.onePolicy(),
                house.names(),
                house.packages(),
                house.oneClock(),
                house.oneMakerOfIds(),
                house.sandboxIsGuarded(),
                house.oneDoorToTheDatabase(),
                house.actsHaveOneDoor(),
                house.packagesAreNullMarked());
    }
}
