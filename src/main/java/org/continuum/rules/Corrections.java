package org.continuum.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Lines of corrections: a record, what replaces it, what replaces that. */
final class Corrections {
    private Corrections() {}

    /**
     * By record, the least id of the effective ones nearest down its line. A line may be as long as a record has corrections,
     * so that it is gone through without recursion, and once.
     */
    static Map<String, String> nearest(Map<String, List<Fact>> corrections, Set<String> effective) {
        Map<String, String> corrected = new HashMap<>();
        Set<String> begun = new HashSet<>();
        Deque<String> line = new ArrayDeque<>();
        // in order, as a worked case may have records that replace each other in a circle
        for (String first : new TreeSet<>(corrections.keySet())) {
            line.push(first);
            while (!line.isEmpty()) {
                String id = line.peek();
                List<String> next = corrections.getOrDefault(id, List.of()).stream()
                        .map(Fact::id)
                        .sorted()
                        .toList();
                if (begun.add(id)) {
                    next.forEach(line::push);
                    continue;
                }
                line.pop();
                next.stream()
                        .filter(effective::contains)
                        .findFirst()
                        .or(() -> next.stream()
                                .map(corrected::get)
                                .filter(Objects::nonNull)
                                .findFirst())
                        .ifPresent(by -> corrected.put(id, by));
            }
        }
        return corrected;
    }
}
