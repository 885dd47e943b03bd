package org.continuum.rules;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Everything an expression may look at: the rule set, the question, what can be seen, and the current elements. */
final class Scope {
    private final RuleSet ruleSet;
    private final Question question;
    private final Sight sight;
    private final Sight actual;
    private final Map<String, Value> elements;
    private final Map<String, Optional<Value>> givens;
    private final Map<String, Finding> requirements;

    private Scope(
            RuleSet ruleSet,
            Question question,
            Sight sight,
            Sight actual,
            Map<String, Value> elements,
            Map<String, Optional<Value>> givens,
            Map<String, Finding> requirements) {
        this.ruleSet = ruleSet;
        this.question = question;
        this.sight = sight;
        this.actual = actual;
        this.elements = elements;
        this.givens = givens;
        this.requirements = requirements;
    }

    static Scope of(RuleSet ruleSet, Question question, Sight actual) {
        return new Scope(ruleSet, question, actual, actual, Map.of(), new HashMap<>(), new HashMap<>());
    }

    /** The same question over other records; what is given stays what is actually given. */
    Scope over(Sight finished) {
        return new Scope(ruleSet, question, finished, actual, elements, givens, new HashMap<>());
    }

    /** The same question over some of the records, which stand as they do. */
    Scope only(Predicate<Fact> which) {
        return new Scope(ruleSet, question, sight.only(which), actual, elements, givens, new HashMap<>());
    }

    /** Inside a for-each: {@code $name} stands for the element. */
    Scope with(String name, Value element) {
        Map<String, Value> more = new HashMap<>(elements);
        more.put(name, element);
        return new Scope(ruleSet, question, sight, actual, more, givens, requirements);
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

    LocalDate asOf() {
        return question.asOf();
    }

    /** The text of the element bound to the name, or the name itself marked as unbound: it matches nothing. */
    String boundText(String name) {
        Value value = elements.get(name);
        return value == null ? "$" + name : value.toString();
    }

    /** A literal of the rule set with {@code $name} replaced by the element. */
    Value bind(Value literal) {
        return literal instanceof Value.Text text && text.text().startsWith("$")
                ? elements.getOrDefault(text.text().substring(1), literal)
                : literal;
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
            root = Optional.ofNullable(elements.get(name.substring(1)));
        } else {
            root = declared(name);
        }
        List<String> below = path.steps().subList(1, path.steps().size());
        return below.isEmpty() ? root : root.flatMap(value -> value.at(below));
    }

    private Optional<Value> declared(String name) {
        Optional<Value> known = givens.get(name);
        if (known == null) {
            Given given = ruleSet.givens().get(name);
            Scope plain = new Scope(ruleSet, question, actual, actual, Map.of(), givens, requirements);
            known = given == null ? Optional.empty() : given.value(plain);
            givens.put(name, known);
        }
        return known;
    }

    /** The finding for a requirement's rule, exemption and waiver, whether or not it reaches this license type. */
    Finding ruleOf(String requirement) {
        Finding known = requirements.get(requirement);
        if (known == null) {
            known = ruleSet.requirement(requirement).ruleIn(this);
            requirements.put(requirement, known);
        }
        return known;
    }
}
