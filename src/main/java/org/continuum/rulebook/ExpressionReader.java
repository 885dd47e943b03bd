package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
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
import org.continuum.rules.Amount;
import org.continuum.rules.AnyOf;
import org.continuum.rules.Bar;
import org.continuum.rules.Basis;
import org.continuum.rules.Circumstance;
import org.continuum.rules.Clause;
import org.continuum.rules.Count;
import org.continuum.rules.Duration;
import org.continuum.rules.Every;
import org.continuum.rules.Exists;
import org.continuum.rules.Expression;
import org.continuum.rules.ForEach;
import org.continuum.rules.Governing;
import org.continuum.rules.InForce;
import org.continuum.rules.Moment;
import org.continuum.rules.NOf;
import org.continuum.rules.Path;
import org.continuum.rules.Requirement;
import org.continuum.rules.Requires;
import org.continuum.rules.RouteTaken;
import org.continuum.rules.Selection;
import org.continuum.rules.Served;
import org.continuum.rules.Sum;
import org.continuum.rules.Test;
import org.continuum.rules.Unsettled;
import org.continuum.rules.Value;
import org.jspecify.annotations.Nullable;

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
    private static final Expression STAND_IN = new Unsettled("the document is wrong here", List.of());

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
    private final Place definitions;
    private final List<RouteAsked> routesAsked = new ArrayList<>();
    private final Deque<String> inside = new ArrayDeque<>();
    private int parts;
    private int elements = 1;
    private boolean tooMany;

    ExpressionReader(Names names, ConditionReader small, Place definitions) {
        this.names = names;
        this.small = small;
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
            case "exists" -> exists(at);
            case "latest" -> governing(Governing.By.LATEST, at);
            case "earliest" -> governing(Governing.By.EARLIEST, at);
            case "best" -> governing(Governing.By.BEST, at);
            case "every" -> every(at);
            case "count" -> count(at);
            case "sum" -> sum(at);
            case "duration" -> duration(at);
            case "served" -> served(at);
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

    private List<Test> must(Place at) {
        Place must = at.at("must");
        return must.isMissing() ? List.of() : small.tests(must);
    }

    private @Nullable Selection awaits(Place at) {
        return at.optional("awaits", small::plain);
    }

    private Expression exists(Place at) {
        at.object("kind", "where", "within", "must", "awaits");
        return new Exists(small.selection(at), must(at), awaits(at));
    }

    private Expression governing(Governing.By by, Place at) {
        Path best = null;
        if (by == Governing.By.BEST) {
            at.object("kind", "where", "within", "must", "awaits", "by");
            best = at.needed("by", small::path);
        } else {
            at.object("kind", "where", "within", "must", "awaits");
        }
        return new Governing(by, best, small.selection(at), must(at), awaits(at));
    }

    private Expression every(Place at) {
        at.object("kind", "where", "within", "must");
        return new Every(small.selection(at), at.needed("must", small::tests));
    }

    private Expression count(Place at) {
        at.object("kind", "where", "within", "distinct", "atLeast", "atMost");
        Amount least = at.optional("atLeast", small::amount);
        Amount most = at.optional("atMost", small::amount);
        Selection of = small.selection(at);
        Path distinct = at.optional("distinct", small::path);
        if (least == null && most == null) {
            at.wrong("A count needs a bound.", "Add atLeast or atMost.");
            return STAND_IN;
        }
        return new Count(of, distinct, least, most);
    }

    private Expression sum(Place at) {
        at.object("kind", "where", "within", "of", "take", "lump", "caps", "parts", "carryOver", "atLeast", "atMost");
        Amount least = at.optional("atLeast", small::amount);
        Amount most = at.optional("atMost", small::amount);
        List<Sum.Part> parts = at.list("parts", 0, 50, this::part);
        if (least == null && (most == null || !parts.isEmpty())) {
            at.wrong("A sum needs a bound, and its parts a total.", "Add atLeast, or atMost.");
            least = new Amount.Fixed(BigDecimal.ONE);
        }
        return new Sum(
                small.selection(at),
                at.needed("of", this::terms),
                at.optional("take", this::take),
                at.optional("lump", place -> {
                    place.object("by", "atLeast");
                    return new Sum.Lump(place.needed("by", small::path), place.needed("atLeast", small::amount));
                }),
                at.list("caps", 0, 50, place -> {
                    place.object("where", "atMost");
                    return new Sum.Cap(place.needed("where", small::tests), place.needed("atMost", small::amount));
                }),
                parts,
                at.optional("carryOver", this::carryOver),
                least,
                most);
    }

    private List<Sum.Term> terms(Place place) {
        Amount one = new Amount.Fixed(BigDecimal.ONE);
        if (!place.node().isArray()) {
            return List.of(new Sum.Term(small.path(place), one));
        }
        List<Sum.Term> terms = place.items(1, 20).stream()
                .map(item -> {
                    item.object("field", "times");
                    Amount times = item.optional("times", small::amountOfRecord);
                    return new Sum.Term(item.needed("field", small::path), times == null ? one : times);
                })
                .toList();
        return terms.isEmpty() ? List.of(new Sum.Term(Path.of("?"), one)) : terms;
    }

    private Sum.Take take(Place place) {
        place.object("per", "which");
        String which = place.text("which");
        if (!which.equals("best") && !which.equals("latest")) {
            place.at("which").wrong("One of best and latest counts.", "Write one of them.");
        }
        return new Sum.Take(place.needed("per", small::path), which.equals("best"));
    }

    private Sum.Part part(Place place) {
        place.object("title", "where", "atLeast", "share");
        Amount least = place.optional("atLeast", small::amount);
        BigDecimal share = place.optional("share", Place::number);
        if ((least == null) == (share == null)) {
            place.wrong("A part asks for either an amount or a share.", "Give one of atLeast and share.");
        } else if (share != null && (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0)) {
            place.at("share").wrong("A share lies above 0 and up to 1.", "Write 15 percent as 0.15.");
        }
        return new Sum.Part(place.text("title"), place.needed("where", small::tests), least, share);
    }

    private Sum.CarryOver carryOver(Place place) {
        place.object("from", "excessOver", "earnedWithin", "atMost");
        return new Sum.CarryOver(
                place.needed("from", small::plain),
                place.needed("excessOver", small::amount),
                place.optional("earnedWithin", small::window),
                place.needed("atMost", small::amount));
    }

    private Expression duration(Place at) {
        at.object("kind", "where", "within", "from", "to", "clip", "less", "unit", "calendar", "atLeast");
        Duration duration = new Duration(
                small.selection(at),
                at.needed("from", small::path),
                at.needed("to", small::path),
                at.optional("clip", small::window),
                at.optional("less", small::plain),
                at.needed(
                        "unit",
                        place -> place.word(
                                Duration.Unit.class, unit -> unit.name().toLowerCase(java.util.Locale.ROOT))),
                at.at("calendar").isMissing() ? null : small.calendar(at),
                at.needed("atLeast", small::amount));
        if (duration.calendar() != null && duration.unit() != Duration.Unit.DAYS) {
            at.at("unit").wrong("A calendar counts its days.", "Write unit: days, or leave the calendar out.");
        }
        return duration;
    }

    private Expression served(Place at) {
        at.object("until", "absences", "calendar");
        String calendar = at.at("calendar").isMissing() ? null : small.calendar(at);
        Moment until = at.needed("until", small::moment);
        Served.Absences absences = at.optional("absences", place -> {
            place.object("kind", "where", "within", "days", "onlyFrom");
            return new Served.Absences(
                    small.selection(place), place.needed("days", small::path), place.needed("onlyFrom", Place::amount));
        });
        return new Served(until, absences, calendar);
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

    /** Plain values of a list, for sets. */
    static List<Value> values(Place place) {
        List<Value> values = new ArrayList<>();
        for (Place item : place.items(1, 500)) {
            JsonNode node = item.node();
            if (node.isTextual() || node.isNumber()) {
                values.add(ConditionReader.value(item));
            } else {
                item.wrong("Text or a number is needed here.", "Write one.");
            }
        }
        return values;
    }
}
