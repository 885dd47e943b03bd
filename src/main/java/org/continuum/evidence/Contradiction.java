package org.continuum.evidence;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/** Forms in which a submission can contradict itself. */
final class Contradiction {
    private Contradiction() {}

    static Stream<Violation> when(boolean wrong, String pointer, String detail, String fix) {
        return wrong ? Stream.of(new Violation(pointer, detail, fix)) : Stream.empty();
    }

    static Stream<Violation> reversed(@Nullable LocalDate startedOn, @Nullable LocalDate endedOn) {
        return when(
                startedOn != null && endedOn != null && endedOn.isBefore(startedOn),
                "/endedOn",
                "Ends before it starts.",
                "Send a day on or after startedOn.");
    }

    /** Each text that stands in the list a second time. */
    static Stream<Violation> repeated(String pointer, List<String> texts) {
        Set<String> seen = new HashSet<>();
        return IntStream.range(0, texts.size())
                .filter(i -> !seen.add(texts.get(i)))
                .mapToObj(i -> new Violation(pointer + "/" + i, "Is there twice.", "Send it once."));
    }
}
