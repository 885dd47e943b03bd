package org.continuum.readiness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.evidence.Purpose;
import org.continuum.rulebook.Facts;
import org.continuum.rules.Fact;
import org.continuum.rules.Question;
import org.jspecify.annotations.Nullable;

/**
 * A person's records as the rules may see them: evidence, what this service's own licenses say, and what is supposed.
 * Growth evidence is not among them: it cannot count in a licensing decision, and so it never gets near one.
 */
final class Records {
    private final Map<String, EvidenceRecord> byId = new TreeMap<>();
    private final Map<UUID, UUID> licenses = new HashMap<>();
    private final List<EvidenceRecord> recorded = new ArrayList<>();
    private final List<EvidenceRecord> supposed;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Fact> read = new ArrayList<>();
    private final Predicate<EvidenceRecord> counts;
    private final Reader reader;

    private Records(List<EvidenceRecord> supposed, Predicate<EvidenceRecord> counts, Reader reader) {
        this.supposed = supposed;
        this.counts = counts;
        this.reader = reader;
    }

    /**
     * The records as they were when the person's record had reached a number.
     *
     * @param position what was added under a higher number is left out
     * @param counts what may count; what may not stays among what could be seen
     * @param reader who asks
     */
    static Records of(
            List<EvidenceRecord> evidence,
            List<OwnLicenses.Happening> licenses,
            List<EvidenceRecord> supposed,
            long position,
            Predicate<EvidenceRecord> counts,
            Reader reader) {
        Records records = new Records(supposed, counts, reader);
        for (EvidenceRecord one : evidence) {
            records.add(one, position);
        }
        for (OwnLicenses.Happening one : licenses) {
            records.licenses.put(one.record().id(), one.license());
            records.add(one.record(), position);
        }
        for (EvidenceRecord one : supposed) {
            records.put(one);
        }
        return records;
    }

    private void add(EvidenceRecord one, long position) {
        if (one.personSeq() <= position && one.purpose() == Purpose.LICENSURE) {
            EvidenceRecord then = one.upTo(position);
            recorded.add(then);
            put(then);
        }
    }

    private void put(EvidenceRecord one) {
        if (one.purpose() == Purpose.LICENSURE) {
            byId.put(one.id().toString(), one);
            if (counts.test(one)) {
                Fact fact = fact(one);
                facts.add(fact);
                if (reads(one)) {
                    read.add(fact);
                }
            }
        }
    }

    List<Fact> facts() {
        return facts;
    }

    /** Those that who asks may read. */
    List<Fact> read() {
        return read;
    }

    boolean readsAll() {
        return read.size() == facts.size();
    }

    /** Whether who asks may read the record; what is supposed is her own. */
    boolean reads(EvidenceRecord one) {
        return licenses.containsKey(one.id())
                ? reader.licenses()
                : reader.evidence().test(one) || isSupposed(one.id()) != null;
    }

    /** All that could be seen at the question's dates, used or not, in the order of recording. */
    List<EvidenceRecord> seen(Question question) {
        return recorded.stream()
                .filter(one -> one.visible(question.asOf(), question.evidenceKnownAsOf()))
                .toList();
    }

    /** What is not on the record, in the order in which it was supposed. */
    List<EvidenceRecord> supposed() {
        return supposed;
    }

    /** True for what is only supposed; null for what is on the record, so that answers need not say so. */
    @Nullable
    Boolean isSupposed(UUID id) {
        return supposed.stream().anyMatch(one -> one.id().equals(id)) ? true : null;
    }

    /** The license of this service that the record tells of; null for evidence. */
    @Nullable
    UUID license(UUID id) {
        return licenses.get(id);
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
