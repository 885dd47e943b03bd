package org.continuum.rulebook;

import java.time.Period;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.continuum.rules.AllOf;
import org.continuum.rules.AnyOf;
import org.continuum.rules.Bar;
import org.continuum.rules.Basis;
import org.continuum.rules.Circumstance;
import org.continuum.rules.Clause;
import org.continuum.rules.Expression;
import org.continuum.rules.ForEach;
import org.continuum.rules.Governing;
import org.continuum.rules.InForce;
import org.continuum.rules.NOf;
import org.continuum.rules.Requirement;
import org.continuum.rules.Requires;
import org.continuum.rules.RouteTaken;
import org.continuum.rules.Unsettled;

/** Reads expressions: one operator each, and what makes it a clause of its own. */
final class ExpressionReader {
    static final Set<String> OPERATORS = Set.of(
            "allOf",
            "anyOf",
            "nOf",
            "forEach",
            "exists",
            "latest",
            "earliest",
            "best",
            "every",
            "count",
            "sum",
            "duration",
            "served",
            "bar",
            "circumstance",
            "requirement",
            "route",
            "unsettled",
            "use");
    private static final Set<String> CLAUSE = Set.of("id", "title", "basis", "effective", "when");
    private static final String[] ALLOWED =
            Stream.concat(OPERATORS.stream(), CLAUSE.stream()).toArray(String[]::new);
    static final Expression STAND_IN = new Unsettled("the document is wrong here", List.of());

    /** That a part asks whether the route taken to another requirement is this one. */
    private record RouteAsked(String requirement, Place route) {}

    /** Deeper than any law needs; bounds the cost of reading and of evaluation. */
    static final int DEEPEST = 24;

    /** Parts to examine, definitions counted where they are used and a for-each's rule once per element. */
    static final int MOST_PARTS = 20_000;

    /** What a for-each over something that only the records tell counts for. */
    private static final int TYPICAL_ELEMENTS = 20;

    private static final Pattern OPTION = Pattern.compile("\\S{1,40}");
    private static final Pattern ELEMENT = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");

    private final Names names;
    private final ConditionReader small;
    private final MeasureReader measures;
    private final Place definitions;
    private final List<RouteAsked> routesAsked = new ArrayList<>();
    private final Deque<String> inside = new ArrayDeque<>();
    private int parts;
    private int elements = 1;
    private boolean tooMany;

    ExpressionReader(Names names, ConditionReader small, Place definitions) {
        this.names = names;
        this.small = small;
        this.measures = new MeasureReader(small);
        this.definitions = definitions;
    }

    Expression expression(Place place) {
        return expression(place, 1);
    }

    private Expression expression(Place place, int depth) {
        if (place.isMissing()) {
            return STAND_IN;
        }
        if (depth > DEEPEST) {
            place.wrong("Nested deeper than " + DEEPEST + ".", "Flatten the rule, or split it into requirements.");
            return STAND_IN;
        }
        parts += elements;
        if (tooMany || parts > MOST_PARTS) {
            if (!tooMany) {
                place.wrong(
                        "Up to here there are more than " + MOST_PARTS
                                + " parts to examine, counting a for-each's rule once per element.",
                        "Split the rule set, or shorten the sets it goes over.");
            }
            tooMany = true;
            return STAND_IN;
        }
        place.object(ALLOWED);
        if (!place.node().isObject()) {
            return STAND_IN;
        }
        List<String> operators =
                OPERATORS.stream().filter(place.node()::has).sorted().toList();
        if (operators.size() != 1) {
            place.wrong(
                    operators.isEmpty() ? "No operator stands here." : "More than one operator: " + operators + ".",
                    "Write exactly one of: "
                            + String.join(", ", OPERATORS.stream().sorted().toList()) + ".");
            operators.forEach(each -> operator(each, place.at(each), depth));
            return STAND_IN;
        }
        Expression expression = operator(operators.getFirst(), place.at(operators.getFirst()), depth);
        return CLAUSE.stream().noneMatch(place.node()::has) ? expression : clause(place, expression, depth);
    }

    private Clause clause(Place place, Expression rule, int depth) {
        Basis basis = place.optional("basis", at -> at.word(Basis.class, Basis::word));
        String id = place.optional("id", at -> at.matching(OPTION, "Write up to 40 characters without a space."));
        return new Clause(
                id == null ? "" : id,
                place.textOr("title", ""),
                basis == null ? Basis.DIRECT : basis,
                inForce(place.at("effective")),
                place.optional("when", at -> expression(at, depth + 1)),
                rule);
    }

    InForce inForce(Place place) {
        if (place.isMissing()) {
            return InForce.ALWAYS;
        }
        place.some(5).object("from", "to", "anchor", "enacted", "endEnacted");
        InForce inForce = new InForce(
                place.optional("from", Place::date),
                place.optional("to", Place::date),
                place.optional("anchor", small::moment),
                place.optional("enacted", Place::date),
                place.optional("endEnacted", Place::date));
        if (inForce.endEnacted() != null && inForce.to() == null) {
            place.wrong("endEnacted says when its end was made law, but it has no end.", "Add to.");
        }
        if (inForce.from() != null && inForce.to() != null && inForce.to().isBefore(inForce.from())) {
            place.wrong("It ends before it begins.", "Let from be on or before to.");
        }
        return inForce;
    }

    private Expression operator(String name, Place at, int depth) {
        return switch (name) {
            case "allOf" -> new AllOf(parts(at, depth));
            case "anyOf" -> new AnyOf(parts(at, depth));
            case "nOf" -> nOf(at, depth);
            case "forEach" -> forEach(at, depth);
            case "exists" -> measures.exists(at);
            case "latest" -> measures.governing(Governing.By.LATEST, at);
            case "earliest" -> measures.governing(Governing.By.EARLIEST, at);
            case "best" -> measures.governing(Governing.By.BEST, at);
            case "every" -> measures.every(at);
            case "count" -> measures.count(at);
            case "sum" -> measures.sum(at);
            case "duration" -> measures.duration(at);
            case "served" -> measures.served(at);
            case "bar" -> bar(at, depth);
            case "circumstance" -> circumstance(at);
            case "requirement" -> requirement(at);
            case "route" -> route(at);
            case "unsettled" -> unsettled(at);
            case "use" -> use(at, depth);
            default -> throw new IllegalStateException(name);
        };
    }

    private List<Expression> parts(Place at, int depth) {
        return at.items(1, 200).stream()
                .map(item -> expression(item, depth + 1))
                .toList();
    }

    private Expression nOf(Place at, int depth) {
        at.object("n", "of");
        List<Expression> of = at.list("of", 1, 200, item -> expression(item, depth + 1));
        int n = at.needed("n", place -> place.integer(1, 200));
        if (n > of.size()) {
            at.at("n").wrong(n + " of " + of.size() + " parts can never be satisfied.", "Lower n, or add parts.");
            return STAND_IN;
        }
        return new NOf(n, of);
    }

    private Expression forEach(Place at, int depth) {
        at.object("in", "given", "years", "as", "rule");
        List<String> over =
                Stream.of("in", "given", "years").filter(at.node()::has).toList();
        String as = at.needed("as", place -> place.matching(ELEMENT, "Begin with a letter; then letters and digits."));
        ForEach.Over what = new ForEach.Over.Listed("?");
        if (over.size() != 1) {
            at.wrong("It goes over exactly one of in, given and years.", "Write one of them.");
        } else if (over.getFirst().equals("in")) {
            String set = at.text("in");
            names.set(at.at("in"), set);
            what = new ForEach.Over.Listed(set);
        } else if (over.getFirst().equals("given")) {
            what = new ForEach.Over.OfGiven(small.given(at.at("given")));
        } else {
            Place years = at.at("years").object("from", "to");
            what = new ForEach.Over.Years(years.needed("from", small::moment), years.needed("to", small::moment));
        }
        int around = elements;
        elements = (int) Math.min(MOST_PARTS, (long) around * Math.max(1, howMany(what)));
        names.enter(as);
        Expression rule = at.needed("rule", place -> expression(place, depth + 1));
        names.leave();
        elements = around;
        return new ForEach(what, as, rule);
    }

    private int howMany(ForEach.Over over) {
        return over instanceof ForEach.Over.Listed listed ? names.sizeOfSet(listed.set()) : TYPICAL_ELEMENTS;
    }

    private Expression bar(Place at, int depth) {
        at.object("on", "from", "for", "cleared");
        Period length = at.optional("for", Place::period);
        if (length != null && (length.isNegative() || length.isZero())) {
            at.at("for").wrong("A bar lasts for more than nothing.", "Write a positive period.");
        }
        return new Bar(
                at.needed("on", place -> expression(place, depth + 1)),
                at.optional("from", small::plain),
                length,
                at.optional("cleared", place -> expression(place, depth + 1)));
    }

    private Expression circumstance(Place at) {
        at.object("given", "is");
        return new Circumstance(at.needed("given", small::given), at.needed("is", small::condition));
    }

    private Expression requirement(Place at) {
        names.requirement(at, at.text());
        return new Requires(at.text());
    }

    private Expression route(Place at) {
        at.object("of", "in");
        String of = at.text("of");
        names.requirement(at.at("of"), of);
        List<Place> in = at.list("in", 1, 100, place -> place);
        in.forEach(place -> routesAsked.add(new RouteAsked(of, place)));
        return new RouteTaken(of, in.stream().map(Place::text).collect(Collectors.toSet()));
    }

    /** Who asks for a route must ask a requirement that has routes, and for one of those. */
    void routesAreRoutes(List<Requirement> requirements) {
        for (RouteAsked asked : routesAsked) {
            requirements.stream()
                    .filter(requirement -> requirement.id().equals(asked.requirement()))
                    .findFirst()
                    .ifPresent(requirement -> routeOf(requirement, asked.route()));
        }
    }

    private static void routeOf(Requirement requirement, Place route) {
        if (!(requirement.rule() instanceof AnyOf options)) {
            route.wrong("The rule of " + requirement.id() + " is no anyOf.", "Make it an anyOf of options with ids.");
            return;
        }
        List<String> ids = options.of().stream()
                .filter(Clause.class::isInstance)
                .map(option -> ((Clause) option).id())
                .filter(id -> !id.isEmpty())
                .toList();
        if (!ids.contains(route.text())) {
            route.wrong(
                    requirement.id() + " has no option '" + route.text() + "'.",
                    ids.isEmpty() ? "Give its options ids." : "Use one of: " + String.join(", ", ids) + ".");
        }
    }

    private static Expression unsettled(Place at) {
        at.object("why", "readings");
        return new Unsettled(at.text("why"), at.list("readings", 1, 20, Place::text));
    }

    private Expression use(Place at, int depth) {
        String name = at.text();
        if (!names.definition(at, name)) {
            return STAND_IN;
        }
        if (inside.contains(name)) {
            at.wrong("The definition " + name + " uses itself: " + inside + ".", "Break the circle.");
            return STAND_IN;
        }
        inside.push(name);
        Expression expression = expression(definitions.at(name), depth + 1);
        inside.pop();
        return expression;
    }
}
