package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Place;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.Trail;

/**
 * Judges candidates and adds those that nothing speaks against: one or a thousand, in the same statements and by the same
 * rules. What one of them is refused for does not touch the others.
 *
 * <p>Round trips, for however many: one for the relations to the persons, one for how long their records are, three for the
 * trail (lock, number, entry), one for the records with their signatures; where there are references of the submitter's own two
 * for these, where records are superseded or appealed against one, where one is very long one. Frameworks are immutable and come
 * from memory.
 */
@ApplicationScoped
public class AddEvidence {
    private final Idempotency idempotency;
    private final Acceptance acceptance;
    private final Trail trail;
    private final Additions additions;
    private final Impairing impairing;
    private final ServiceTime time;

    AddEvidence(
            Idempotency idempotency,
            Acceptance acceptance,
            Trail trail,
            Additions additions,
            Impairing impairing,
            ServiceTime time) {
        this.idempotency = idempotency;
        this.acceptance = acceptance;
        this.trail = trail;
        this.additions = additions;
        this.impairing = impairing;
        this.time = time;
    }

    /** What each would come to; nothing is added. */
    @Transactional(TxType.MANDATORY)
    public List<Answer> judge(Caller caller, List<Candidate> candidates) {
        Map<Integer, RequestKey> keys = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            Optional<RequestKey> key = candidates.get(i).key();
            if (key.isPresent()) {
                keys.put(i, key.get());
            }
        }
        Map<String, Idempotency.Answered> answered = idempotency.answered(keys.values());
        List<Optional<Problem>> problems =
                problems(caller, candidates.stream().map(Candidate::submission).toList());
        Map<String, Integer> first = new HashMap<>();
        List<Answer> answers = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            RequestKey key = keys.get(i);
            Idempotency.Answered earlier = key == null ? null : answered.get(key.value());
            Integer other = key == null ? null : first.get(key.value());
            if (key != null && earlier != null) {
                answers.add(
                        idempotency.isTo(earlier, key)
                                ? new Answer.Repeated(earlier.place().subject())
                                : otherContent());
            } else if (key != null && other != null) {
                RequestKey before = Objects.requireNonNull(keys.get(other));
                answers.add(key.asksTheSameAs(before) ? new Answer.RepeatsAnother(other) : otherContent());
            } else if (problems.get(i).isPresent()) {
                answers.add(new Answer.Refused(problems.get(i).get()));
            } else {
                answers.add(new Answer.Acceptable());
                if (key != null) {
                    first.put(key.value(), i);
                }
            }
        }
        return answers;
    }

    /**
     * As {@link #judge}, and adds what is acceptable.
     *
     * @throws Collision if another act was quicker; the transaction is lost, and the same call will do in a new one
     */
    @Transactional(TxType.MANDATORY)
    public List<Answer> add(Caller caller, List<Candidate> candidates) {
        List<Answer> judged = judge(caller, candidates);
        List<Integer> accepted = new ArrayList<>();
        List<Candidate> added = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            if (judged.get(i) instanceof Answer.Acceptable) {
                accepted.add(i);
                added.add(candidates.get(i));
            }
        }
        List<Place> places = record(added);
        List<Answer> answers = new ArrayList<>(judged);
        for (int i = 0; i < accepted.size(); i++) {
            answers.set(accepted.get(i), new Answer.Accepted(places.get(i).subject()));
        }
        answers.replaceAll(answer -> answer instanceof Answer.RepeatsAnother repeats
                ? new Answer.Repeated(((Answer.Accepted) answers.get(repeats.index())).evidence())
                : answer);
        return answers;
    }

    private List<Optional<Problem>> problems(Caller caller, List<Submission> submissions) {
        return acceptance.judge(caller, submissions, LocalDate.ofInstant(time.now(), ZoneOffset.UTC));
    }

    /** The one that nothing else may stand for; the request it came with keeps its answer. */
    @Transactional(TxType.MANDATORY)
    Recorded addOne(Caller caller, Candidate candidate) {
        problems(caller, List.of(candidate.submission())).getFirst().ifPresent(problem -> {
            throw problem;
        });
        lock(List.of(candidate));
        Place place = trail.append(List.of(entry(candidate))).getFirst();
        Addition addition = Addition.of(candidate, place);
        if (!additions.add(List.of(addition))) {
            throw Acceptance.alreadySuperseded();
        }
        impairing.by(addition);
        return new Recorded(place.subject(), trail.sign(place));
    }

    private List<Place> record(List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<Entry> entries = candidates.stream().map(AddEvidence::entry).toList();
        Map<RequestKey, Entry> promised = new LinkedHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            Optional<RequestKey> key = candidates.get(i).key();
            if (key.isPresent()) {
                promised.put(key.get(), entries.get(i));
            }
        }
        if (!idempotency.reserve(promised)) {
            throw new Collision();
        }
        lock(candidates);
        List<Place> places = trail.append(entries);
        List<Addition> added = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            added.add(Addition.of(candidates.get(i), places.get(i)));
        }
        if (!additions.add(added)) {
            throw new Collision();
        }
        added.forEach(impairing::by);
        return places;
    }

    /** Before the first entry where one may follow on another part of a record; what impairs nothing needs no more than its own. */
    private void lock(List<Candidate> candidates) {
        if (candidates.stream().map(Candidate::submission).anyMatch(Impairing::isPossibleBy)) {
            trail.lock(candidates.stream()
                    .map(each -> each.submission().envelope().person())
                    .collect(Collectors.toSet()));
        }
    }

    private static Entry entry(Candidate candidate) {
        Submission submission = candidate.submission();
        Envelope envelope = submission.envelope();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", submission.kind());
        data.put("purpose", envelope.purpose().stored());
        if (envelope.supersedes() != null) {
            data.put("supersedes", envelope.supersedes());
        }
        return Entry.sealed(
                "evidence.submitted",
                envelope.person(),
                Ids.next(),
                candidate.received().bytes(),
                data);
    }

    /** A reference stands for one record only. */
    public static Answer otherContent() {
        return new Answer.Refused(new Problem(
                ProblemType.KEY_REUSED,
                "Nothing was recorded: the reference belongs to an earlier, different record.",
                List.of(new Violation(
                        "/reference",
                        "Your organization has used this reference for another record.",
                        "Send a new reference with a new record; a correction supersedes the earlier one."))));
    }

    /** Somebody else used the same reference, or superseded the same record, at the same moment. */
    public static final class Collision extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Collision() {
            super("Another act was quicker", null, false, false);
        }
    }
}
