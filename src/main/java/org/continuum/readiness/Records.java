package org.continuum.readiness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.evidence.Purpose;
import org.continuum.rulebook.Facts;
import org.continuum.rules.Fact;
import org.jspecify.annotations.Nullable;

/**
 * A person's records as the rules may see them. Growth evidence is not among them: it cannot count in a licensing
 * decision, and so it never gets near one.
 */
final class Records {
    private final Map<String, EvidenceRecord> byId = new TreeMap<>();
    private final List<Fact> facts = new ArrayList<>();

    private Records() {}

    static Records of(List<EvidenceRecord> evidence) {
        Records records = new Records();
        for (EvidenceRecord one : evidence) {
            if (one.purpose() == Purpose.LICENSURE) {
                records.byId.put(one.id().toString(), one);
                records.facts.add(fact(one));
            }
        }
        return records;
    }

    List<Fact> facts() {
        return facts;
    }

    /** Only ids that {@link #facts} told can be asked for. */
    EvidenceRecord get(String id) {
        EvidenceRecord record = byId.get(id);
        if (record == null) {
            throw new IllegalStateException("The rules named a record that they were not given: " + id);
        }
        return record;
    }

    private static Fact fact(EvidenceRecord one) {
        return new Fact(
                one.id().toString(),
                one.kind(),
                one.occurredOn(),
                one.recordedAt(),
                Facts.fields(one.payload()),
                new HashSet<>(one.requiredSignatures()),
                one.signatures().stream()
                        .map(each -> new Fact.Signature(each.role(), each.signedOn(), each.recordedAt()))
                        .toList(),
                text(one.supersedes()),
                withdrawal(one),
                one.expiresOn());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    /** What was withdrawn was never good, whatever the day asked about; it was good as far as was known before. */
    private static Fact.@Nullable Withdrawal withdrawal(EvidenceRecord one) {
        EvidenceRecord.Retraction retraction = one.retraction();
        return retraction == null
                ? null
                : new Fact.Withdrawal(
                        retraction.recordedAt(), one.occurredOn(), retraction.issuerWithdrew(), retraction.reason());
    }
}
