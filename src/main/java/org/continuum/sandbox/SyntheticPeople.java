package org.continuum.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Invents people. The same seed and number give the same person on every machine and in any order, and nothing is kept,
 * so a million of them is a matter of time only. {@link Random} because its numbers are specified for all versions of
 * Java.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
final class SyntheticPeople {
    private static final int FIRST_START = 2019;
    private static final int LAST_START = 2026;
    private static final List<Offering> PROGRAMS =
            List.of(Offering.ELEMENTARY, Offering.MATHEMATICS, Offering.RESIDENCY, Offering.SCIENCE);
    private static final List<String> GIVEN = List.of(
            "Ada", "Amara", "Anselm", "Beatriz", "Bram", "Carmen", "Chidi", "Dalia", "Dmitri", "Elif", "Emeka",
            "Fatima", "Finn", "Grace", "Hana", "Hugo", "Imani", "Ines", "Jonas", "Kaito", "Keisha", "Lars", "Leila",
            "Luz", "Mateo", "Mei", "Nadia", "Noah", "Olga", "Omar", "Priya", "Quinn", "Rania", "Ravi", "Sofia", "Tariq",
            "Thea", "Uma", "Viktor", "Yara");
    private static final List<String> FAMILY = List.of(
            "Abara",
            "Alder",
            "Bianchi",
            "Brook",
            "Castillo",
            "Chen",
            "Dupont",
            "Eze",
            "Fischer",
            "Garcia",
            "Haddad",
            "Hill",
            "Ivanova",
            "Jansen",
            "Kaya",
            "Kim",
            "Lindqvist",
            "Lopez",
            "Mbeki",
            "Meyer",
            "Nakamura",
            "Novak",
            "Okafor",
            "Oliveira",
            "Patel",
            "Pham",
            "Quist",
            "Rahman",
            "Reyes",
            "Rossi",
            "Sato",
            "Silva",
            "Stone",
            "Tanaka",
            "Torres",
            "Vance",
            "Walker",
            "Weber",
            "Yilmaz",
            "Zhou");

    private final long seed;

    SyntheticPeople(long seed) {
        this.seed = seed;
    }

    Stream<SyntheticPerson> stream(long count) {
        return LongStream.rangeClosed(1, count).mapToObj(this::person);
    }

    SyntheticPerson person(long number) {
        Random chance = new Random(scrambled(seed + number * 0x9E3779B97F4A7C15L));
        // Of eight in a row each began in another year: every stage of the continuum is there, however few they are.
        int start = LAST_START - (int) (number % (LAST_START - FIRST_START + 1));
        Offering program = PROGRAMS.get((int) (number / 8 + number) % PROGRAMS.size());
        Institution district = chance.nextInt(3) < 2 ? Institution.HARBOR : Institution.RIDGE;
        LocalDate born = LocalDate.of(start - 21 - chance.nextInt(14), 1 + chance.nextInt(12), 1 + chance.nextInt(28));
        String given = GIVEN.get(chance.nextInt(GIVEN.size()));
        String family = FAMILY.get(chance.nextInt(FAMILY.size()));
        Career career = new Career(chance, start, program, district, 2.2 + 0.25 * chance.nextGaussian(), 0.3);
        return new SyntheticPerson("FH-%07d".formatted(number), given, family, born, career.until(Career.TODAY));
    }

    /** Neighboring seeds must not give neighboring numbers (the finalizer of SplitMix64). */
    private static long scrambled(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
