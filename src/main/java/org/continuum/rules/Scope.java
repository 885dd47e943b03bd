package org.continuum.rules;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything an expression may look at: the rule set, the question, what can be seen, and the current elements. */
final class Scope {
    private static final Path AS_OF = Path.of("asOf");
    private static final long ALL = -1;

    private final RuleSet ruleSet;
    private final Question question;
    private final Sight sight;
    private final Scope actual;
    private final @Nullable Element element;
    private final Map<String, Optional<Value>> givens;
    private final Memory memory;
    private final long otherwise;
    private final Effort effort;

    /** The element a for-each is at, inside those of the for-eachs around it. */
    private record Element(
            String name, Value value, @Nullable Element around) {}

    /** What was found once and would be found again, as long as the records stand as they do. */
    private static final class Memory {
        private final Map<Requirement, Examined> reaches = new IdentityHashMap<>();
        private final Map<Requirement, Examined> rules = new IdentityHashMap<>();
        private final Map<Selection, Selection.Known> selections = new IdentityHashMap<>();
        private int elementsAsked;
    }

    /** @param kinds what was looked at for it: while the records of these kinds stand alike, it would be found again */
    private record Examined(Finding finding, long kinds) {}

    private Scope(
            RuleSet ruleSet,
            Question question,
            Sight sight,
            @Nullable Scope actual,
            @Nullable Element element,
            Map<String, Optional<Value>> givens,
            Memory memory,
            long otherwise,
            Effort effort) {
        this.ruleSet = ruleSet;
        this.question = question;
        this.sight = sight;
        this.actual = actual == null ? this : actual;
        this.element = element;
        this.givens = givens;
        this.memory = memory;
        this.otherwise = otherwise;
        this.effort = effort;
    }

    static Scope of(RuleSet ruleSet, Question question, Collection<Fact> facts, Effort effort) {
        effort.spend(facts.size());
        Sight actual = Sight.of(facts, question, none -> false);
        return new Scope(ruleSet, question, actual, null, null, new HashMap<>(), new Memory(), ALL, effort);
    }

    /** The same question over the records as they may come to stand; what is given stays what is actually given. */
    Scope over(Sight finished) {
        return new Scope(
                ruleSet,
                question,
                finished,
                actual,
                element,
                givens,
                new Memory(),
                finished.otherwise(actual.sight),
                effort);
    }

    /** The same question over some of the records, which stand as they do. */
    Scope only(Predicate<Fact> which) {
        spend(4L * sight.size());
        return new Scope(ruleSet, question, sight.only(which), actual, element, givens, new Memory(), ALL, effort);
    }

    /** Inside a for-each: {@code $name} stands for the element. */
    Scope with(String name, Value value) {
        return new Scope(
                ruleSet, question, sight, actual, new Element(name, value, element), givens, memory, otherwise, effort);
    }

    /** @throws Effort.Exceeded where that is more than is left */
    void spend(long units) {
        effort.spend(units);
    }

    RuleSet ruleSet() {
        return ruleSet;
    }

    Question question() {
        return question;
    }

    Sight sight() {
        return sight;
    }

    /** The nth day of the calendar after the day; empty when it ends before. */
    Optional<LocalDate> calendarAfter(String calendar, LocalDate day, long n) {
        spend(4 * n);
        return ruleSet.calendar(calendar).after(day, n);
    }

    /** Days of the calendar after {@code from}, up to and with {@code to}. */
    long calendarBetween(String calendar, LocalDate from, LocalDate to) {
        spend(4 * Math.max(0, ChronoUnit.DAYS.between(from, to)));
        return ruleSet.calendar(calendar).between(from, to);
    }

    LocalDate asOf() {
        return question.asOf();
    }

    private @Nullable Value element(String name) {
        memory.elementsAsked++;
        for (Element each = element; each != null; each = each.around()) {
            if (each.name().equals(name)) {
                return each.value();
            }
        }
        return null;
    }

    /** The text of the element bound to the name, or the name itself marked as unbound: it matches nothing. */
    String boundText(String name) {
        Value value = element(name);
        return value == null ? "$" + name : value.toString();
    }

    /** A literal of the rule set with {@code $name} replaced by the element. */
    Value bind(Value literal) {
        if (!namesElement(literal)) {
            return literal;
        }
        Value value = element(literal.toString().substring(1));
        return value == null ? literal : value;
    }

    static boolean namesElement(Value literal) {
        return literal instanceof Value.Text text && text.text().startsWith("$");
    }

    /** The value given under the name: an element, the question's own, or a declared one; empty where unknown. */
    Optional<Value> given(Path path) {
        String name = path.steps().getFirst();
        Optional<Value> root;
        if (name.equals("asOf")) {
            root = Optional.of(Value.of(question.asOf()));
        } else if (name.equals("licenseType")) {
            root = Optional.of(Value.of(question.licenseType()));
        } else if (name.startsWith("$")) {
            root = Optional.ofNullable(element(name.substring(1)));
        } else {
            root = declared(name);
        }
        Path below = path.below();
        return below == null ? root : root.flatMap(value -> value.at(below.steps()));
    }

    /** The date given under the name; empty where unknown, or no date. */
    Optional<LocalDate> givenDay(Path path) {
        return path.equals(AS_OF) ? Optional.of(question.asOf()) : given(path).flatMap(Value::asDay);
    }

    private Optional<Value> declared(String name) {
        Optional<Value> known = givens.get(name);
        if (known == null) {
            Given given = ruleSet.givens().get(name);
            known = given == null ? Optional.empty() : given.value(actual);
            givens.put(name, known);
        }
        return known;
    }

    /** The finding for whom a requirement reaches; {@code appliesWhen} is what it says of that. */
    Finding reachOf(Requirement requirement, Expression appliesWhen) {
        return once(requirement, each -> each.reaches, () -> appliesWhen.examine(this));
    }

    /** The finding for a requirement's rule, exemption and waiver, whether or not it reaches this license type. */
    Finding ruleOf(Requirement requirement) {
        return once(requirement, each -> each.rules, () -> requirement.ruleIn(this));
    }

    private Finding once(
            Requirement requirement, Function<Memory, Map<Requirement, Examined>> kept, Supplier<Finding> examine) {
        Examined known = kept.apply(memory).get(requirement);
        if (known == null) {
            Examined actually = kept.apply(actual.memory).get(requirement);
            known = actually != null && (actually.kinds() & otherwise) == 0 ? actually : examined(examine);
            kept.apply(memory).put(requirement, known);
        }
        sight.lookAt(known.kinds());
        return known.finding();
    }

    private Examined examined(Supplier<Finding> examine) {
        long before = sight.look();
        Finding finding = examine.get();
        return new Examined(finding, sight.lookedAt(before));
    }

    /** What is known of the selection from an earlier look at these records. */
    Selection.Known known(Selection selection) {
        Selection.Known known = memory.selections.get(selection);
        if (known == null) {
            long before = sight.look();
            known = new Selection.Known(selection.candidates(sight), sight.lookedAt(before));
            memory.selections.put(selection, known);
        }
        sight.lookAt(known.kinds());
        return known;
    }

    boolean inForEach() {
        return element != null;
    }

    /** Changes whenever an element was asked for: what was found in between may be otherwise for another one. */
    int elementsAsked() {
        return memory.elementsAsked;
    }
}
