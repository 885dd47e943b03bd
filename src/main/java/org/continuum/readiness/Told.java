package org.continuum.readiness;

import java.util.List;
import java.util.stream.IntStream;
import org.continuum.rules.Finding;
import org.jspecify.annotations.Nullable;

/**
 * How much of a finding is told to somebody who may not read all of the records. Words and amounts are, if they would be the
 * same had the others not been there: then they tell nothing of those. The status, and which records it rests on, always are.
 *
 * @param finding from all records
 * @param read from those that she may read; null where there is no such finding
 */
record Told(Finding finding, @Nullable Finding read) {
    boolean isWhole() {
        return finding.equals(read);
    }

    /** Empty as well where the records gave the name. */
    String label() {
        return read != null && read.label().equals(finding.label()) ? finding.label() : "";
    }

    List<String> found() {
        return finding.found().stream()
                .filter(each -> read != null && read.found().contains(each))
                .toList();
    }

    boolean tells(Finding.Rejected rejected) {
        return read != null && read.rejected().contains(rejected);
    }

    boolean tells(Finding.Shortfall shortfall) {
        return read != null && read.shortfalls().contains(shortfall);
    }

    /** All that say of what something is missing; how much of it, not all may tell. */
    List<Finding.Shortfall> shortfalls() {
        return finding.shortfalls().stream()
                .filter(each -> read != null
                        && read.shortfalls().stream()
                                .anyMatch(other -> other.of().equals(each.of())))
                .toList();
    }

    List<Told> parts() {
        List<Finding> others = read == null ? List.of() : read.parts();
        return IntStream.range(0, finding.parts().size())
                .mapToObj(i -> new Told(finding.parts().get(i), i < others.size() ? others.get(i) : null))
                .toList();
    }
}
