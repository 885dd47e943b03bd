package org.continuum.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a check has looked at, and what it has found wrong. */
final class Findings {
    private final List<String> wrong = new ArrayList<>();
    private final TreeMap<String, Long> looked = new TreeMap<>();
    private long unopened;

    /** Counts one row of a table. */
    void looked(String table) {
        looked.merge(table, 1L, Long::sum);
    }

    /** Counts one record whose bytes nobody here can open. */
    void unopened() {
        unopened++;
    }

    long unopenedRecords() {
        return unopened;
    }

    void add(String what) {
        wrong.add(what);
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            add(otherwise);
        }
    }

    /** Finds fault where a column does not say what it must. */
    void same(String row, String column, @Nullable Object stored, @Nullable Object due) {
        require(Objects.equals(stored, due), row + ": " + column + " is " + stored + " where " + due + " was recorded");
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Rows by table. */
    TreeMap<String, Long> looked() {
        return new TreeMap<>(looked);
    }
}
