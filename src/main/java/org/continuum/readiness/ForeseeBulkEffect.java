package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.continuum.access.AccessLog;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.access.PolicyInForce;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.bulk.WhatIf;
import org.continuum.evidence.EvidenceLog;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.Problem;
import org.continuum.rulebook.Enactment;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rulebook.Rulebook;
import org.continuum.rules.Assessment;
import org.continuum.rules.Effort;
import org.continuum.rules.Fact;
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
    private final PolicyInForce inForce;
    private final Readers readers;
    private final Parts parts;
    private final Closures closures;
    private final AccessLog accesses;
    private final PersonRecord record;
    private final EvidenceLog evidence;
    private final OwnLicenses licenses;
    private final Rulebook rulebook;
    private final RuleMakers makers;
    private final ServiceTime time;

    ForeseeBulkEffect(
            WhatIf whatIf,
            Relations relations,
            PolicyInForce inForce,
            Readers readers,
            Parts parts,
            Closures closures,
            AccessLog accesses,
            PersonRecord record,
            EvidenceLog evidence,
            OwnLicenses licenses,
            Rulebook rulebook,
            RuleMakers makers,
            ServiceTime time) {
        this.whatIf = whatIf;
        this.relations = relations;
        this.inForce = inForce;
        this.readers = readers;
        this.parts = parts;
        this.closures = closures;
        this.accesses = accesses;
        this.record = record;
        this.evidence = evidence;
        this.licenses = licenses;
        this.rulebook = rulebook;
        this.makers = makers;
        this.time = time;
    }

    /** What is asked of each; rules that no licensing authority has made see what the caller may read. */
    private record Asked(String licenseType, List<Enactment> versions, RuleSetDocument newest, boolean authoritys) {}

    /**
     * Of so many persons those whose answer would change, which may be none; the next page goes on behind them, and begins earlier
     * where their answers have taken what those of a request may. Whoever may not ask for a person's readiness is not told of it
     * here either.
     */
    Page<ReadinessTransition> foresee(Caller caller, UUID job, String licenseType, Paging paging) {
        UUID after = paging.cursor().map(cursor -> cursor.id(0)).orElse(BEFORE_ALL);
        List<UUID> people = whatIf.people(caller, job, after, paging.limit() + 1);
        List<UUID> asked = people.subList(0, Math.min(people.size(), paging.limit()));
        List<Enactment> versions = rulebook.about(licenseType);
        RuleSetDocument newest = rulebook.read(versions.getFirst());
        Asked question = new Asked(licenseType, versions, newest, makers.isAuthoritys(newest));
        Map<UUID, List<UUID>> records = records(job, asked);
        Set<UUID> wholes = records.values().stream().map(List::getFirst).collect(Collectors.toSet());
        List<UUID> parts = records.values().stream().flatMap(List::stream).toList();
        Instant now = time.now();
        WhatIf.Change change = whatIf.change(caller, job, parts, now);
        Map<UUID, Set<Relation>> related = related(caller, wholes);
        List<ReadinessTransition> transitions = new ArrayList<>();
        long spent = 0;
        UUID examined = BEFORE_ALL;
        for (Map.Entry<UUID, List<UUID>> each : records.entrySet()) {
            if (spent >= Effort.OF_A_REQUEST) {
                return Page.of(transitions, Cursor.of(examined));
            }
            examined = each.getKey();
            UUID whole = each.getValue().getFirst();
            Set<Relation> known = related.get(whole);
            if (known != null) {
                // that nothing would change for somebody is told of her too
                accesses.note(caller, Set.of(whole));
                Effort effort = Effort.ofARequest();
                transition(whole, change.addedTo(each.getValue()), change, question, readers.of(caller, known), effort)
                        .ifPresent(transitions::add);
                spent += effort.spent();
            }
        }
        return Page.of(transitions, people.size() > asked.size() ? Cursor.of(asked.getLast()) : null);
    }

    /** What the caller is to those of whom it may ask this. */
    private Map<UUID, Set<Relation>> related(Caller caller, Set<UUID> people) {
        Map<UUID, Set<Relation>> related = relations.of(caller, people);
        related.keySet().removeAll(closures.among(related.keySet()).keySet());
        related.replaceAll((person, relations) -> this.relations.between(caller, person));
        related.values().removeIf(known -> !inForce.lets("assessReadiness", caller, known));
        return related;
    }

    /**
     * The records that stand under these ids, in their order, each with all of its own, the one that stands for it first. One of
     * which the job names several is told of where the first of them is.
     */
    private Map<UUID, List<UUID>> records(UUID job, List<UUID> asked) {
        Map<UUID, List<UUID>> records = new LinkedHashMap<>();
        for (UUID person : asked) {
            List<UUID> ids = parts.of(person);
            if (ids.size() == 1 || whatIf.firstOf(job, ids).equals(Optional.of(person))) {
                records.put(person, ids);
            }
        }
        return records;
    }

    /** Both times of one state of the record, of which more may be added meanwhile. */
    private Optional<ReadinessTransition> transition(
            UUID whole, List<EvidenceRecord> added, WhatIf.Change change, Asked asked, Reader reader, Effort effort) {
        PersonRecord.End end = record.end(whole);
        Instant known = time.after(end.recordedAt());
        LocalDate today = LocalDate.ofInstant(known, asked.newest().ruleSet().zone());
        Question question = new Question(asked.licenseType(), today, known, today);
        List<EvidenceRecord> recorded = evidence.of(whole);
        List<OwnLicenses.Happening> own = licenses.of(whole);
        Predicate<EvidenceRecord> counts = makers.counting(asked.newest());
        Records now = Records.of(recorded, own, List.of(), end.seq(), counts, reader);
        Records changed = Records.of(change.applied(recorded), own, added, end.seq(), counts, reader);
        Outcome before = outcome(asked, now, question, effort);
        Outcome then = outcome(asked, changed, question, effort);
        return before == then
                ? Optional.empty()
                : Optional.of(new ReadinessTransition(whole, word(before), word(then)));
    }

    /** Null where no rule reaches the person, or none can be held against the record with what may be spent. */
    private @Nullable Outcome outcome(Asked asked, Records records, Question question, Effort effort) {
        List<Fact> facts = asked.authoritys() ? records.facts() : records.read();
        try {
            Rulebook.Applying applying = rulebook.inForce(asked.versions(), facts, question, effort);
            return Assessment.of(applying.document().ruleSet(), facts, question, effort)
                    .outcome();
        } catch (Problem | Effort.Exceeded noAnswer) {
            return null;
        }
    }

    private static Readiness.@Nullable Word word(@Nullable Outcome outcome) {
        return outcome == null ? null : Readiness.Word.of(outcome);
    }
}
