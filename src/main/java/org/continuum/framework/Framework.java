package org.continuum.framework;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
}
