package org.continuum.induction;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.framework.Competency;
import org.continuum.framework.Frameworks;
import org.jspecify.annotations.Nullable;

/** Reads evidence from the side of the competency: what was rated, by whom, when, through all stages. */
@ApplicationScoped
class Competencies {
    private static final Comparator<Rated> IN_TIME =
            Comparator.comparing((Rated rated) -> rated.rating().occurredOn()).thenComparing(Rated::seq);

    private final Frameworks frameworks;

    Competencies(Frameworks frameworks) {
        this.frameworks = frameworks;
    }

    private record Named(UUID framework, String code) {
        static final Comparator<Named> ORDER =
                Comparator.comparing(Named::framework).thenComparing(Named::code);
    }

    private record Rated(long seq, Continuum.RatedOnce rating) {}

    List<Continuum.CompetencyLine> of(List<StandingEvidence> standing) {
        Map<Named, List<Rated>> rated = new TreeMap<>(Named.ORDER);
        for (StandingEvidence each : standing) {
            JsonNode payload = each.record().payload();
            for (JsonNode rating : payload.path("ratings")) {
                Named named = new Named(
                        UUID.fromString(payload.path("framework").asText()),
                        rating.path("competency").asText());
                rated.computeIfAbsent(named, any -> new ArrayList<>())
                        .add(new Rated(each.record().personSeq(), once(each, rating)));
            }
        }
        return rated.entrySet().stream()
                .map(entry -> new Continuum.CompetencyLine(
                        entry.getKey().framework(),
                        entry.getKey().code(),
                        statement(entry.getKey()),
                        entry.getValue().stream()
                                .sorted(IN_TIME)
                                .map(Rated::rating)
                                .toList()))
                .toList();
    }

    private static Continuum.RatedOnce once(StandingEvidence standing, JsonNode rating) {
        EvidenceRecord record = standing.record();
        return new Continuum.RatedOnce(
                record.occurredOn(),
                standing.stage(),
                rating.path("dimension").textValue(),
                rating.path("level").asText(),
                record.id(),
                record.kind(),
                standing.status(),
                record.assessorRole(),
                record.organization());
    }

    private @Nullable String statement(Named named) {
        return frameworks
                .competency(named.framework(), named.code())
                .map(Competency::statement)
                .orElse(null);
    }
}
