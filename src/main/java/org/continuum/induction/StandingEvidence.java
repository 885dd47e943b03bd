package org.continuum.induction;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.evidence.EvidenceStatus;

/** A piece of evidence and how it stands on the day. */
record StandingEvidence(EvidenceRecord record, EvidenceStatus status) {
    /** Whether it is still what its submitter says. */
    boolean stands() {
        return switch (status) {
            case FINAL, PENDING -> true;
            case SUPERSEDED, RETRACTED -> false;
        };
    }

    Stage stage() {
        return Stage.of(record);
    }

    /** By kind, in alphabetical order. */
    static List<Continuum.EvidenceSummary> summaries(List<StandingEvidence> standing, Stage stage) {
        return standing.stream()
                .filter(each -> each.stage() == stage)
                .collect(Collectors.groupingBy(each -> each.record().kind(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(StandingEvidence::summary)
                .toList();
    }

    private static Continuum.EvidenceSummary summary(List<StandingEvidence> ofOneKind) {
        List<LocalDate> days = ofOneKind.stream()
                .map(each -> each.record().occurredOn())
                .sorted()
                .toList();
        int complete = (int) ofOneKind.stream()
                .filter(each -> each.status() == EvidenceStatus.FINAL)
                .count();
        EvidenceRecord any = ofOneKind.getFirst().record();
        return new Continuum.EvidenceSummary(
                any.kind(), any.purpose(), complete, ofOneKind.size() - complete, days.getFirst(), days.getLast());
    }
}
