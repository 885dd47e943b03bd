package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.AccessLog;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.access.Relations;
import org.continuum.bulk.WhatIf;
import org.continuum.evidence.EvidenceLog;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.Problem;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rulebook.Rulebook;
import org.continuum.rules.Assessment;
import org.continuum.rules.Outcome;
import org.continuum.rules.Question;
import org.continuum.trail.Closures;
import org.continuum.trail.PersonRecord;
import org.continuum.trail.ServiceTime;
import org.jspecify.annotations.Nullable;

/** Asks the rules twice about everybody whom a bulk job concerns: as things are, and as they would be. */
@ApplicationScoped
class ForeseeBulkEffect {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final WhatIf whatIf;
    private final Relations relations;
    private final Parts parts;
    private final Closures closures;
    private final AccessLog accesses;
    private final PersonRecord record;
    private final EvidenceLog evidence;
    private final OwnLicenses licenses;
    private final Rulebook rulebook;
    private final ServiceTime time;

    ForeseeBulkEffect(
            WhatIf whatIf,
            Relations relations,
            Parts parts,
            Closures closures,
            AccessLog accesses,
            PersonRecord record,
            EvidenceLog evidence,
            OwnLicenses licenses,
            Rulebook rulebook,
            ServiceTime time) {
        this.whatIf = whatIf;
        this.relations = relations;
        this.parts = parts;
        this.closures = closures;
        this.accesses = accesses;
        this.record = record;
        this.evidence = evidence;
        this.licenses = licenses;
        this.rulebook = rulebook;
        this.time = time;
    }

    /** Of so many persons those whose answer would change, which may be none; the next page goes on behind them. */
    Page<ReadinessTransition> foresee(Caller caller, UUID job, String licenseType, Paging paging) {
        UUID after = paging.cursor().map(cursor -> cursor.id(0)).orElse(BEFORE_ALL);
        List<UUID> people = whatIf.people(caller, job, after, paging.limit() + 1);
        List<UUID> asked = people.subList(0, Math.min(people.size(), paging.limit()));
        List<RuleSetDocument> versions = rulebook.about(licenseType);
        Instant now = time.now();
        WhatIf.Change change = whatIf.change(caller, job, asked, now);
        // that nothing would change for somebody is told of her too
        Set<UUID> related = relations.of(caller, asked).keySet();
        related.removeAll(closures.among(asked).keySet());
        accesses.note(caller, related);
        List<ReadinessTransition> transitions = new ArrayList<>();
        for (UUID person : asked) {
            if (related.contains(person)) {
                transition(person, change, versions, licenseType).ifPresent(transitions::add);
            }
        }
        return Page.of(transitions, people.size() > asked.size() ? Cursor.of(asked.getLast()) : null);
    }

    /** Both times of one state of the record, of which more may be added meanwhile. */
    private Optional<ReadinessTransition> transition(
            UUID person, WhatIf.Change change, List<RuleSetDocument> versions, String licenseType) {
        UUID whole = parts.survivor(person);
        PersonRecord.End end = record.end(whole);
        Instant known = time.after(end.recordedAt());
        LocalDate today =
                LocalDate.ofInstant(known, versions.getFirst().ruleSet().zone());
        Question question = new Question(licenseType, today, known, today);
        List<EvidenceRecord> recorded = evidence.of(whole);
        List<OwnLicenses.Happening> own = licenses.of(whole);
        Outcome before = outcome(versions, Records.of(recorded, own, List.of(), end.seq()), question);
        Outcome then = outcome(
                versions, Records.of(change.applied(recorded), own, change.addedTo(person), end.seq()), question);
        return before == then
                ? Optional.empty()
                : Optional.of(new ReadinessTransition(person, word(before), word(then)));
    }

    /** Null where no rule reaches the person. */
    private @Nullable Outcome outcome(List<RuleSetDocument> versions, Records records, Question question) {
        Rulebook.Applying applying;
        try {
            applying = rulebook.inForce(versions, records.facts(), question);
        } catch (Problem noneInForce) {
            return null;
        }
        return Assessment.of(applying.document().ruleSet(), records.facts(), question)
                .outcome();
    }

    private static Readiness.@Nullable Word word(@Nullable Outcome outcome) {
        return outcome == null ? null : Readiness.Word.of(outcome);
    }
}
