package org.continuum.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.Caller;
import org.continuum.evidence.EvidenceId;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.evidence.ReverseEvidence;
import org.continuum.evidence.Submission;
import org.continuum.evidence.SupposeEvidence;
import org.continuum.evidence.Touch;
import org.continuum.http.Problem;
import org.continuum.http.Violation;

/** People's records as they would be if a previewed job were committed, or a recorded one undone. Nothing is written. */
@ApplicationScoped
public class WhatIf {
    private final BulkJobs jobs;
    private final BulkLines lines;
    private final BulkRows rows;
    private final ReadRows read;
    private final SupposeEvidence suppose;
    private final ReverseEvidence reverse;

    WhatIf(
            BulkJobs jobs,
            BulkLines lines,
            BulkRows rows,
            ReadRows read,
            SupposeEvidence suppose,
            ReverseEvidence reverse) {
        this.jobs = jobs;
        this.lines = lines;
        this.rows = rows;
        this.read = read;
        this.suppose = suppose;
        this.reverse = reverse;
    }

    /**
     * The persons whose records it would change, in the order of their ids.
     *
     * @throws Problem "not found" for another's job, "unacceptable" for one of which nothing can be said
     */
    public List<UUID> people(Caller caller, UUID job, UUID after, int limit) {
        BulkJob asked = jobs.get(caller.organization(), job);
        switch (asked.state()) {
            case CHECKED, COMMITTED, CANCELED -> {}
            case RECEIVING, CHECKING, COMMITTING, UNDOING, UNDONE ->
                throw Problem.unacceptable(List.of(new Violation(
                        "#path/id",
                        "The job is %s.".formatted(asked.state().stored()),
                        "Ask of a job that is checked, for its commit, or committed, for its undoing.")));
        }
        return rows.people(job, after, limit);
    }

    /** Of the ids of one record the one by which {@link #people} comes to it first. */
    public Optional<UUID> firstOf(UUID job, List<UUID> parts) {
        return rows.firstOf(job, parts);
    }

    /**
     * What would be added to whose record, and what taken back.
     *
     * @param at when
     */
    public Change change(Caller caller, UUID job, List<UUID> people, Instant at) {
        BulkJob asked = jobs.get(caller.organization(), job);
        return asked.state() == BulkState.CHECKED
                ? new Change(added(caller, asked, people, at), Set.of(), at)
                : new Change(List.of(), retracted(caller, asked, people), at);
    }

    private List<EvidenceRecord> added(Caller caller, BulkJob job, List<UUID> people, Instant at) {
        List<Submission> submissions = new ArrayList<>();
        for (ReadRow row : read.read(job, lines.acceptableOf(job.id(), people))) {
            if (row instanceof ReadRow.Good good) {
                submissions.add(good.candidate().submission());
            }
        }
        return suppose.asIfRecorded(caller, submissions, at);
    }

    private Set<UUID> retracted(Caller caller, BulkJob job, List<UUID> people) {
        List<EvidenceId> recorded = rows.recordedOf(job.id(), people);
        Map<UUID, Touch> touched = reverse.touched(caller, recorded);
        return recorded.stream()
                .map(EvidenceId::id)
                .filter(id -> !touched.containsKey(id))
                .collect(Collectors.toSet());
    }

    /** What a commit or an undoing would do. */
    public record Change(List<EvidenceRecord> added, Set<UUID> retracted, Instant at) {
        /** What would come to the record that stands under these ids. */
        public List<EvidenceRecord> addedTo(List<UUID> parts) {
            return added.stream().filter(each -> parts.contains(each.person())).toList();
        }

        /** The person's records, those marked that would be taken back. */
        public List<EvidenceRecord> applied(List<EvidenceRecord> before) {
            return before.stream()
                    .map(each -> retracted.contains(each.id()) ? each.asIfRetracted("undone", at) : each)
                    .toList();
        }
    }
}
