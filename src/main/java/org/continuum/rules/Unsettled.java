package org.continuum.rules;

import java.util.List;

/**
 * The text of the law conflicts with itself or cannot be read: a person must look.
 *
 * @param readings the readings that compete
 */
public record Unsettled(String why, List<String> readings) implements Expression {
    public Unsettled {
        readings = List.copyOf(readings);
    }

    @Override
    public Finding look(Scope scope) {
        java.util.ArrayList<String> told = new java.util.ArrayList<>(List.of(why));
        readings.forEach(reading -> told.add("reading: " + reading));
        return Finding.indeterminate(told, List.of());
    }
}
