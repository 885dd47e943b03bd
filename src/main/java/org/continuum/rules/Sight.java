package org.continuum.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a person's records at the question's dates, and in what state each stands. In the
 * <em>finished</em> sight, records that still lack a signature are taken as signed: comparing the two tells what would
 * lift a requirement.
 */
final class Sight {

    /** The state of a visible record. */
    sealed interface State {
        record Final() implements State {}

        record Unfinished(Set<String> missingRoles) implements State {}

        record Superseded(String by) implements State {}

        record Withdrawn(boolean byIssuer, String reason) implements State {}
    }

    private static final State FINAL = new State.Final();

    private final Map<String, List<Fact>> byKind = new HashMap<>();
    private final Map<String, State> states = new HashMap<>();
    private final Map<String, Fact> contesting = new HashMap<>();
    private final Question question;
    private final boolean finished;
    private final boolean anythingUnfinished;

    private Sight(List<Fact> visible, Question question, boolean finished) {
        this.question = question;
        this.finished = finished;
        boolean unfinished = false;
        for (Fact fact : visible) {
            byKind.computeIfAbsent(fact.kind(), kind -> new ArrayList<>()).add(fact);
            Set<String> missing = missingRoles(fact);
            unfinished |= !missing.isEmpty();
            states.put(fact.id(), missing.isEmpty() ? FINAL : new State.Unfinished(missing));
        }
        for (Fact fact : visible) {
            if (fact.supersedes() != null
                    && states.get(fact.id()) instanceof State.Final
                    && withdrawal(fact, question) == null) {
                states.replace(fact.supersedes(), new State.Superseded(fact.id()));
            }
        }
        for (Fact fact : visible) {
            Fact.Withdrawal withdrawal = withdrawal(fact, question);
            if (withdrawal != null) {
                states.put(fact.id(), new State.Withdrawn(withdrawal.byIssuer(), withdrawal.reason()));
            }
        }
        for (Fact fact : visible) {
            if (states.get(fact.id()) instanceof State.Final) {
                applyToOthers(fact);
            }
        }
        this.anythingUnfinished = unfinished;
    }

    /** Decisions and appeals that change the standing of another record. */
    private void applyToOthers(Fact fact) {
        switch (fact.kind()) {
            case "appeal" -> {
                String state = text(fact, "state");
                String against = text(fact, "against");
                if (against != null && (state == null || state.equals("open"))) {
                    contesting.put(against, fact);
                }
            }
            case "decision" -> {
                String on = text(fact, "on");
                String act = text(fact, "act");
                if (on != null && act != null && act.equals("void") && states.containsKey(on)) {
                    states.put(on, new State.Withdrawn(true, "voided by decision " + fact.id()));
                } else if (on != null && act != null && act.equals("hold")) {
                    contesting.put(on, fact);
                }
            }
            default -> {}
        }
    }

    private static @Nullable String text(Fact fact, String field) {
        return fact.fields().fields().get(field) instanceof Value.Text text ? text.text() : null;
    }

    static Sight of(Collection<Fact> facts, Question question, boolean finished) {
        List<Fact> visible = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            if (!fact.occurredOn().isAfter(question.asOf())
                    && !fact.recordedAt().isAfter(question.evidenceKnownAsOf())) {
                visible.add(fact);
            }
        }
        visible.sort(Fact.CHRONOLOGICAL);
        return new Sight(visible, question, finished);
    }

    private Set<String> missingRoles(Fact fact) {
        Set<String> missing = new TreeSet<>(fact.requiredRoles());
        if (!missing.isEmpty()) {
            missing.removeAll(signedBy(fact));
        }
        return missing;
    }

    /** The roles whose signature can be seen; in the finished sight, those that must still sign as well. */
    Set<String> signedBy(Fact fact) {
        Set<String> roles = finished ? new TreeSet<>(fact.requiredRoles()) : new TreeSet<>();
        for (Fact.Signature signature : fact.signatures()) {
            if (!signature.signedOn().isAfter(question.asOf())
                    && !signature.recordedAt().isAfter(question.evidenceKnownAsOf())) {
                roles.add(signature.role());
            }
        }
        return roles;
    }

    private static Fact.@Nullable Withdrawal withdrawal(Fact fact, Question question) {
        Fact.Withdrawal withdrawal = fact.withdrawal();
        return withdrawal != null
                        && !withdrawal.recordedAt().isAfter(question.evidenceKnownAsOf())
                        && !withdrawal.on().isAfter(question.asOf())
                ? withdrawal
                : null;
    }

    /** The visible records with these ids, in chronological order. */
    List<Fact> among(Collection<String> ids) {
        return byKind.values().stream()
                .flatMap(List::stream)
                .filter(fact -> ids.contains(fact.id()))
                .sorted(Fact.CHRONOLOGICAL)
                .toList();
    }

    /** All visible records of the kind, in chronological order. */
    List<Fact> ofKind(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    State state(Fact fact) {
        return states.getOrDefault(fact.id(), FINAL);
    }

    boolean unfinished(String id) {
        return states.get(id) instanceof State.Unfinished;
    }

    /** The open appeal or hold that contests the record. */
    Optional<Fact> contesting(Fact fact) {
        return Optional.ofNullable(contesting.get(fact.id()));
    }

    boolean anythingUnfinished() {
        return anythingUnfinished;
    }
}
