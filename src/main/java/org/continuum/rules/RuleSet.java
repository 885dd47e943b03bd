package org.continuum.rules;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requirements of one or more license types in one version, with the data they refer to. What refers to something
 * that is not there was refused before a rule set is made; looking such a thing up is a programming error.
 *
 * @param enacted when this version was made law
 * @param effectiveFrom first day for which it is the law
 * @param effectiveTo last day; null for no end
 * @param anchor which date of a person selects this version; null for the as-of date
 * @param zone where "end of day" is
 */
public record RuleSet(
        String id,
        String version,
        String title,
        List<String> licenseTypes,
        LocalDate enacted,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @Nullable Moment anchor,
        ZoneId zone,
        Map<String, List<String>> scales,
        Map<String, List<Value>> sets,
        Map<String, Table> tables,
        Map<String, Calendar> calendars,
        Map<String, Given> givens,
        List<Requirement> requirements) {
    public RuleSet {
        licenseTypes = List.copyOf(licenseTypes);
        scales = Map.copyOf(scales);
        sets = Map.copyOf(sets);
        tables = Map.copyOf(tables);
        calendars = Map.copyOf(calendars);
        givens = Map.copyOf(givens);
        requirements = List.copyOf(requirements);
    }

    /**
     * The date of the person's that is held against the effective time; empty when the records do not tell it.
     *
     * @throws Effort.Exceeded where finding it takes too much
     */
    public Optional<LocalDate> anchorDay(Collection<Fact> facts, Question question, Effort effort) {
        return anchor == null ? Optional.of(question.asOf()) : anchor.day(Scope.of(this, question, facts, effort));
    }

    List<String> scale(String name) {
        return known(scales.get(name), name);
    }

    List<Value> set(String name) {
        return known(sets.get(name), name);
    }

    Table table(String name) {
        return known(tables.get(name), name);
    }

    Calendar calendar(String name) {
        return known(calendars.get(name), name);
    }

    Requirement requirement(String name) {
        for (Requirement requirement : requirements) {
            if (requirement.id().equals(name)) {
                return requirement;
            }
        }
        throw new IllegalStateException(id + " has no requirement " + name);
    }

    private static <T> T known(@Nullable T found, String name) {
        return Objects.requireNonNull(found, () -> "the rule set does not define " + name);
    }
}
