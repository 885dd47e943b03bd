package org.continuum.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a person's records at the question's dates, and in what state each stands. Records may be taken
 * as <em>finished</em> although they still lack a signature: comparing such a sight with the actual one tells what
 * would lift a requirement.
 */
final class Sight {

    /** The state of a visible record. */
    sealed interface State {
        /** Why a record in this state does not count. */
        String words();

        record Final() implements State {
            @Override
            public String words() {
                return "final";
            }
        }

        /** @param missingRoles who must still sign; empty for a check that has not come back */
        record Unfinished(Set<String> missingRoles) implements State {
            @Override
            public String words() {
                return missingRoles.isEmpty()
                        ? "not final: has not come back yet"
                        : "not final: lacks the signature of " + String.join(" and ", missingRoles);
            }
        }

        record Superseded(String by) implements State {
            @Override
            public String words() {
                return "superseded by " + by;
            }
        }

        /** @param act id of the decision that voided it; null where its own submitter told of it */
        record Withdrawn(
                boolean byIssuer, String reason, @Nullable String act) implements State {
            @Override
            public String words() {
                return (byIssuer ? "withdrawn by its issuer: " : "taken back by its submitter: ") + reason;
            }
        }
    }

    private static final State FINAL = new State.Final();

    private final Question question;
    private final Predicate<Fact> finished;
    private final Map<String, List<Fact>> byKind;
    private final Map<String, State> states; // of those that are not simply final
    private final Map<String, Fact> contesting;
    private final Looked looked;

    /** The kinds that were asked for, a bit each; kinds that share a bit only make it say more than it must. */
    private static final class Looked {
        private long kinds;
    }

    private Sight(
            Question question,
            Predicate<Fact> finished,
            Map<String, List<Fact>> byKind,
            Map<String, State> states,
            Map<String, Fact> contesting,
            Looked looked) {
        this.question = question;
        this.finished = finished;
        this.byKind = byKind;
        this.states = states;
        this.contesting = contesting;
        this.looked = looked;
    }

    /** @param finished the records to be taken as signed by everyone who must sign them */
    static Sight of(Collection<Fact> facts, Question question, Predicate<Fact> finished) {
        List<Fact> visible = new ArrayList<>(facts.size());
        Map<String, List<Fact>> corrections = new HashMap<>();
        for (Fact fact : facts) {
            if (!fact.occurredOn().isAfter(question.asOf())
                    && !fact.recordedAt().isAfter(question.evidenceKnownAsOf())) {
                visible.add(fact.pendingCheck() && finished.test(fact) ? fact.cameBackClear() : fact);
            }
            if (fact.supersedes() != null) {
                corrections
                        .computeIfAbsent(fact.supersedes(), id -> new ArrayList<>())
                        .add(fact);
            }
        }
        visible.sort(Fact.CHRONOLOGICAL);
        Sight sight = new Sight(question, finished, new HashMap<>(), new HashMap<>(), new HashMap<>(), new Looked());
        sight.settle(visible, corrections);
        return sight;
    }

    private void settle(List<Fact> visible, Map<String, List<Fact>> corrections) {
        Map<String, State.Withdrawn> withdrawn = new HashMap<>();
        for (Fact fact : visible) {
            byKind.computeIfAbsent(fact.kind(), kind -> new ArrayList<>()).add(fact);
            Fact.Withdrawal withdrawal = fact.withdrawal();
            if (withdrawal != null
                    && !withdrawal.recordedAt().isAfter(question.evidenceKnownAsOf())
                    && !withdrawal.on().isAfter(question.asOf())) {
                withdrawn.put(fact.id(), new State.Withdrawn(withdrawal.byIssuer(), withdrawal.reason(), null));
            }
        }
        stand(visible, corrections, withdrawn);
        Map<String, State.Withdrawn> voided = voided();
        if (!voided.isEmpty()) {
            withdrawn.putAll(voided);
            stand(visible, corrections, withdrawn);
        }
        contest();
    }

    /**
     * A record is superseded once any later one in its line of corrections is final: an unsigned or withdrawn
     * correction replaces nothing, but one that was made of it may.
     */
    private void stand(
            List<Fact> visible, Map<String, List<Fact>> corrections, Map<String, State.Withdrawn> withdrawn) {
        states.clear();
        for (Fact fact : visible) {
            State.Withdrawn gone = withdrawn.isEmpty() ? null : withdrawn.get(fact.id());
            State state = gone == null ? signed(fact) : gone;
            if (!(state instanceof State.Final)) {
                states.put(fact.id(), state);
            }
        }
        if (corrections.isEmpty()) {
            return;
        }
        Set<String> effective = new HashSet<>();
        for (Fact fact : visible) {
            if (!states.containsKey(fact.id())) {
                effective.add(fact.id());
            }
        }
        Map<String, String> corrected = Corrections.nearest(corrections, effective);
        for (Fact fact : visible) {
            String by = withdrawn.containsKey(fact.id()) ? null : corrected.get(fact.id());
            if (by != null) {
                states.put(fact.id(), new State.Superseded(by));
            }
        }
    }

    private State signed(Fact fact) {
        if (fact.pendingCheck()) {
            return new State.Unfinished(Set.of());
        }
        if (fact.requiredRoles().isEmpty()) {
            return FINAL;
        }
        Set<String> missing = new TreeSet<>(fact.requiredRoles());
        missing.removeAll(signedBy(fact));
        return missing.isEmpty() ? FINAL : new State.Unfinished(missing);
    }

    /** What final decisions have voided. */
    private Map<String, State.Withdrawn> voided() {
        Map<String, State.Withdrawn> voided = new HashMap<>();
        for (Fact decision : ofKind("decision")) {
            String on = text(decision, "on");
            if (on != null && "void".equals(text(decision, "act")) && state(decision) instanceof State.Final) {
                voided.put(on, new State.Withdrawn(true, "voided by decision " + decision.id(), decision.id()));
            }
        }
        return voided;
    }

    /**
     * Open appeals and holds, and checks that are held; a decision on the appeal, the hold or the check itself ends it, but
     * for one that merely determines: that may be anybody's.
     */
    private void contest() {
        Set<String> decidedOn = new HashSet<>();
        for (Fact decision : ofKind("decision")) {
            String on = text(decision, "on");
            if (on != null && !"determine".equals(text(decision, "act")) && state(decision) instanceof State.Final) {
                decidedOn.add(on);
            }
        }
        for (Fact decision : ofKind("decision")) {
            if ("hold".equals(text(decision, "act"))) {
                contest(text(decision, "on"), decision, decidedOn);
            }
        }
        for (Fact check : ofKind("clearance-check")) {
            if (check.heldCheck()) {
                contest(check.id(), check, decidedOn);
            }
        }
        for (Fact appeal : ofKind("appeal")) {
            String status = text(appeal, "state");
            if (status == null || status.equals("open")) {
                contest(text(appeal, "against"), appeal, decidedOn);
            }
        }
    }

    private void contest(@Nullable String target, Fact by, Set<String> decidedOn) {
        if (target != null && state(by) instanceof State.Final && !decidedOn.contains(by.id())) {
            contesting.put(target, by);
        }
    }

    private static @Nullable String text(Fact fact, String field) {
        return fact.fields().fields().get(field) instanceof Value.Text text ? text.text() : null;
    }

    /** The roles whose signature can be seen; of a record taken as finished, those that must still sign as well. */
    Set<String> signedBy(Fact fact) {
        Set<String> roles = finished.test(fact) ? new TreeSet<>(fact.requiredRoles()) : new TreeSet<>();
        for (Fact.Signature signature : fact.signatures()) {
            if (!signature.signedOn().isAfter(question.asOf())
                    && !signature.recordedAt().isAfter(question.evidenceKnownAsOf())) {
                roles.add(signature.role());
            }
        }
        return roles;
    }

    /** The same records in the same states, but only some of them. */
    Sight only(Predicate<Fact> which) {
        Map<String, List<Fact>> some = new HashMap<>();
        byKind.forEach(
                (kind, facts) -> some.put(kind, facts.stream().filter(which).toList()));
        return new Sight(question, finished, some, states, contesting, looked);
    }

    /** The visible records with these ids, in chronological order. */
    List<Fact> among(Collection<String> ids) {
        Set<String> wanted = new HashSet<>(ids);
        return byKind.values().stream()
                .flatMap(List::stream)
                .filter(fact -> wanted.contains(fact.id()))
                .sorted(Fact.CHRONOLOGICAL)
                .toList();
    }

    /** How many records can be seen. */
    int size() {
        int size = 0;
        for (List<Fact> facts : byKind.values()) {
            size += facts.size();
        }
        return size;
    }

    /** All visible records of the kind, in chronological order. */
    List<Fact> ofKind(String kind) {
        looked.kinds |= bit(kind);
        return byKind.getOrDefault(kind, List.of());
    }

    private static long bit(String kind) {
        return 1L << (kind.hashCode() & 63);
    }

    /** Begins to note what is looked at. */
    long look() {
        long before = looked.kinds;
        looked.kinds = 0;
        return before;
    }

    /** What was looked at since; with it goes on what was noted before. */
    long lookedAt(long before) {
        long since = looked.kinds;
        looked.kinds |= before;
        return since;
    }

    /** Notes that this was looked at, by whoever told what was found. */
    void lookAt(long kinds) {
        looked.kinds |= kinds;
    }

    /** The kinds of which some record stands otherwise than in the other sight of the same records. */
    long otherwise(Sight other) {
        long kinds = 0;
        for (Map.Entry<String, List<Fact>> entry : byKind.entrySet()) {
            List<Fact> theirs = other.byKind.getOrDefault(entry.getKey(), List.of());
            List<Fact> ours = entry.getValue();
            boolean same = ours.size() == theirs.size();
            for (int i = 0; same && i < ours.size(); i++) {
                same = standsAlike(ours.get(i), theirs.get(i), other);
            }
            kinds |= same ? 0 : bit(entry.getKey());
        }
        return kinds;
    }

    private boolean standsAlike(Fact ours, Fact theirs, Sight other) {
        return ours.equals(theirs)
                && state(ours).equals(other.state(theirs))
                && Objects.equals(contesting.get(ours.id()), other.contesting.get(theirs.id()))
                && (ours.requiredRoles().isEmpty() || signedBy(ours).equals(other.signedBy(theirs)));
    }

    State state(Fact fact) {
        return states.isEmpty() ? FINAL : states.getOrDefault(fact.id(), FINAL);
    }

    boolean unfinished(String id) {
        return states.get(id) instanceof State.Unfinished;
    }

    /** Ids of the visible records that lack a signature or their answer and nothing else, in order. */
    List<String> unfinished() {
        if (states.isEmpty()) {
            return List.of();
        }
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof State.Unfinished)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The open appeal or hold that contests the record. */
    Optional<Fact> contesting(Fact fact) {
        return Optional.ofNullable(contesting.get(fact.id()));
    }
}
