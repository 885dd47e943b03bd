package org.continuum.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Invented records and questions, said shortly. */
final class People {
    static final LocalDate TODAY = LocalDate.of(2024, 6, 1);

    private People() {}

    static Question question(LocalDate asOf) {
        return new Question("license", asOf, Instant.MAX, LocalDate.MAX);
    }

    /** A record of the kind; fields in pairs of name and value. */
    static Fact fact(String id, String kind, LocalDate occurredOn, Object... fields) {
        return new Fact(
                id,
                kind,
                occurredOn,
                occurredOn.atStartOfDay(ZoneOffset.UTC).toInstant(),
                fields(fields),
                Set.of(),
                List.of(),
                null,
                null,
                null);
    }

    static Fact unsigned(Fact fact) {
        return with(fact, Set.of("assessor"), List.of(), fact.supersedes(), fact.withdrawal());
    }

    static Fact signed(Fact fact, LocalDate on) {
        Instant at = on.atStartOfDay(ZoneOffset.UTC).toInstant();
        return with(
                fact,
                Set.of("assessor"),
                List.of(new Fact.Signature("assessor", on, at)),
                fact.supersedes(),
                fact.withdrawal());
    }

    static Fact superseding(Fact fact, String other) {
        return with(fact, fact.requiredRoles(), fact.signatures(), other, fact.withdrawal());
    }

    static Fact withdrawn(Fact fact, LocalDate on, boolean byIssuer) {
        Instant at = on.atStartOfDay(ZoneOffset.UTC).toInstant();
        return with(
                fact,
                fact.requiredRoles(),
                fact.signatures(),
                fact.supersedes(),
                new Fact.Withdrawal(at, on, byIssuer, "a mistake"));
    }

    private static Fact with(
            Fact fact,
            Set<String> roles,
            List<Fact.Signature> signatures,
            @Nullable String supersedes,
            Fact.@Nullable Withdrawal withdrawal) {
        return new Fact(
                fact.id(),
                fact.kind(),
                fact.occurredOn(),
                fact.recordedAt(),
                fact.fields(),
                roles,
                signatures,
                supersedes,
                withdrawal,
                fact.expiresOn());
    }

    private static Value.Fields fields(Object... pairs) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(
                    (String) pairs[i],
                    switch (pairs[i + 1]) {
                        case Integer number -> Value.of(number);
                        case Boolean flag -> Value.of(flag);
                        default -> Value.of(pairs[i + 1].toString());
                    });
        }
        return new Value.Fields(fields);
    }

    static RuleSet rules(Expression... rules) {
        List<Requirement> requirements = new ArrayList<>();
        for (Expression rule : rules) {
            requirements.add(new Requirement(
                    "R" + (requirements.size() + 1),
                    "a requirement",
                    new Citation("example", null, Citation.Mark.SYNTHETIC),
                    Set.of(),
                    InForce.ALWAYS,
                    null,
                    null,
                    false,
                    null,
                    Party.CANDIDATE,
                    "",
                    rule));
        }
        return new RuleSet(
                "example",
                "1",
                "Example",
                List.of("license"),
                LocalDate.of(2000, 1, 1),
                LocalDate.of(2000, 1, 1),
                null,
                null,
                ZoneOffset.UTC,
                Map.of("levels", List.of("U", "NI", "P", "E")),
                Map.of("subjects", List.of(Value.of("math"), Value.of("reading"), Value.of("writing"))),
                Map.of(),
                Map.of(),
                Map.of(),
                requirements);
    }

    static Finding find(Expression rule, List<Fact> facts, LocalDate asOf) {
        return Assessment.of(rules(rule), facts, question(asOf), Effort.ofARequest())
                .items()
                .getFirst()
                .finding();
    }
}
