package org.continuum.framework;

import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One version of one framework; it never changes.
 *
 * @param document the identifier that CASE gives the framework in all its versions
 * @param organization who imported it
 * @param digest SHA-256 of the package, hexadecimal
 * @param competencies in the order of the package
 */
public record Framework(
        UUID id,
        UUID document,
        String version,
        String title,
        String creator,
        UUID organization,
        Instant importedAt,
        String digest,
        Map<String, Competency> competencies) {
    static Map<String, Competency> byCode(List<Competency> competencies) {
        Map<String, Competency> byCode = new LinkedHashMap<>();
        competencies.forEach(each -> byCode.put(each.code(), each));
        return byCode;
    }

    public Optional<Competency> competency(String code) {
        return Optional.ofNullable(competencies.get(code));
    }

    /** About how many bytes it takes; competencies that are rated on the same levels have one list of them. */
    int weight() {
        Set<List<String>> levels = Collections.newSetFromMap(new IdentityHashMap<>());
        long weight = 0;
        for (Competency each : competencies.values()) {
            weight += 400L
                    + each.code().length()
                    + each.statement().length()
                    + 80L * each.scales().size();
            levels.addAll(each.scales().values());
        }
        weight += levels.stream()
                .flatMap(List::stream)
                .mapToLong(level -> 60L + level.length())
                .sum();
        return Math.toIntExact(Math.min(weight, Integer.MAX_VALUE));
    }
}
