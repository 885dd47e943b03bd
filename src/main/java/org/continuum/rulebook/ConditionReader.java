package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.continuum.rules.Amount;
import org.continuum.rules.Condition;
import org.continuum.rules.Moment;
import org.continuum.rules.Path;
import org.continuum.rules.Selection;
import org.continuum.rules.Test;
import org.continuum.rules.Value;
import org.continuum.rules.Window;
import org.jspecify.annotations.Nullable;

/** Reads the small words of the language: dates, amounts, conditions, windows, selections. */
final class ConditionReader {
    static final Set<String> KINDS = Set.of(
            "observation",
            "performance-assessment",
            "exam-result",
            "clinical-experience",
            "coursework",
            "clearance-check",
            "attestation",
            "recommendation",
            "learning-activity",
            "artifact",
            "application",
            "qualification",
            "employment",
            "decision",
            "appeal",
            "license-record");
    static final String[] SELECTION = {"kind", "where", "within"};
    private static final int DEEPEST_CONDITION = 8;
    private static final Pattern FIELD = Pattern.compile("[^\\s/][^\\n/]*(/[^\\n/]+)*");

    /** The same selection is one, however often a document writes it: it is then looked for once per assessment. */
    private final Map<Selection, Selection> selections = new HashMap<>();

    private final Names names;

    ConditionReader(Names names) {
        this.names = names;
    }

    static Value value(Place place) {
        JsonNode node = place.node();
        if (place.isPlainNumber()) {
            return Value.of(node.decimalValue());
        }
        if (node.isBoolean()) {
            return Value.of(node.booleanValue());
        }
        if (node.isTextual()) {
            return Value.of(node.textValue());
        }
        if (!place.isMissing()) {
            place.wrong(
                    "A plain value is needed here, not " + place.kind() + ".", "Write text, a number, true or false.");
        }
        return Value.of("");
    }

    Path path(Place place) {
        String text = place.text();
        if (!FIELD.matcher(text).matches()) {
            if (!text.isEmpty()) {
                place.wrong(
                        "'" + text + "' names no field.", "Write names parted by slashes: ratings/$element/quality.");
            }
            return Path.of("?");
        }
        for (String step : Path.of(text).steps()) {
            if (step.startsWith("$")) {
                names.element(place, step.substring(1));
            }
        }
        return Path.of(text);
    }

    /** A path whose first step is a given value's name. */
    Path given(Place place) {
        Path path = path(place);
        String first = path.steps().getFirst();
        if (!first.startsWith("$") && !first.equals("?")) {
            names.given(place, first);
        }
        return path;
    }

    Moment moment(Place place) {
        if (place.node().isTextual()) {
            return place.day().map(Moment::on).orElseGet(() -> new Moment(null, given(place), Period.ZERO, null, null));
        }
        if (place.isMissing()) {
            return Moment.on(Place.NO_DAY);
        }
        place.object("date", "given", "plus", "minus", "schoolDays", "calendar", "upTo");
        boolean date = !place.at("date").isMissing();
        if (date != place.at("given").isMissing()) {
            place.wrong("A moved date starts from either a date or a given one.", "Give one of date and given.");
            return Moment.on(Place.NO_DAY);
        }
        Period plus = place.optional("plus", Place::period);
        Period minus = place.optional("minus", Place::period);
        Period moved = plus != null ? plus : minus != null ? minus.negated() : Period.ZERO;
        if (plus != null && minus != null) {
            place.wrong("It moves both ways.", "Give one of plus and minus.");
        }
        MonthDay upTo = place.optional("upTo", ConditionReader::monthDay);
        Moment.SchoolDays days = schoolDays(place);
        return date
                ? new Moment(place.at("date").date(), null, moved, days, upTo)
                : new Moment(null, given(place.at("given")), moved, days, upTo);
    }

    private Moment.@Nullable SchoolDays schoolDays(Place place) {
        if (!hasAny(place, "schoolDays", "calendar")) {
            return null;
        }
        int days = place.needed("schoolDays", at -> at.integer(1, 10_000));
        return new Moment.SchoolDays(days, calendar(place));
    }

    String calendar(Place place) {
        String calendar = place.text("calendar");
        names.calendar(place.at("calendar"), calendar);
        return calendar;
    }

    private static MonthDay monthDay(Place place) {
        try {
            return MonthDay.parse("--" + place.text());
        } catch (DateTimeException e) {
            place.wrong("'" + place.node().asText() + "' is no day of the year.", "Write it as MM-DD.");
            return MonthDay.of(1, 1);
        }
    }

    /** An amount that no single record decides. */
    Amount amount(Place place) {
        return amount(place, false, 0);
    }

    /** An amount for one record, which may state it itself. */
    Amount amountOfRecord(Place place) {
        return amount(place, true, 0);
    }

    private Amount amount(Place place, boolean ofRecord, int depth) {
        if (place.node().isNumber()) {
            return new Amount.Fixed(place.number());
        }
        if (place.isMissing() || depth > DEEPEST_CONDITION) {
            return new Amount.Fixed(BigDecimal.ONE);
        }
        if (!place.node().isObject()) {
            place.wrong("A number is needed here, not " + place.kind() + ".", "Write one, or say where it comes from.");
            return new Amount.Fixed(BigDecimal.ONE);
        }
        place.object("table", "column", "given", "times", "plus", "least", "greatest", "field", "otherwise");
        if (!place.at("field").isMissing()) {
            if (!ofRecord) {
                place.wrong("There is no single record here that could state it.", "Take it from a given value.");
            }
            return new Amount.Stated(path(place.at("field")), place.optional("otherwise", Place::number));
        }
        if (!place.at("table").isMissing()) {
            String table = place.text("table");
            String column = place.text("column");
            names.column(place, table, column);
            return new Amount.Lookup(table, column);
        }
        if (!place.at("given").isMissing()) {
            BigDecimal times = place.optional("times", Place::number);
            BigDecimal plus = place.optional("plus", Place::number);
            return new Amount.PerGiven(
                    given(place.at("given")),
                    times == null ? BigDecimal.ONE : times,
                    plus == null ? BigDecimal.ZERO : plus);
        }
        for (String extreme : List.of("least", "greatest")) {
            if (!place.at(extreme).isMissing()) {
                return new Amount.Extreme(
                        place.list(extreme, 2, 10, item -> amount(item, ofRecord, depth + 1)),
                        extreme.equals("greatest"));
            }
        }
        place.wrong(
                "A number is needed here.",
                "Write one, or table and column, or given, or field, or least or greatest.");
        return new Amount.Fixed(BigDecimal.ONE);
    }

    List<Test> tests(Place place) {
        List<Test> tests = new ArrayList<>();
        for (Map.Entry<String, Place> entry : place.some(50).fields().entrySet()) {
            Place at = entry.getValue();
            String name = entry.getKey();
            if (!FIELD.matcher(name).matches()) {
                at.wrong("'" + name + "' names no field.", "Write names parted by slashes.");
                continue;
            }
            Path path = Path.of(name);
            path.steps().stream()
                    .filter(step -> step.startsWith("$"))
                    .forEach(step -> names.element(at, step.substring(1)));
            tests.add(new Test(path, condition(at, 0)));
        }
        return tests;
    }

    Condition condition(Place place) {
        return condition(place, 0);
    }

    private Condition condition(Place place, int depth) {
        JsonNode node = place.node();
        if (depth > DEEPEST_CONDITION) {
            place.wrong("Conditions nest deeper than " + DEEPEST_CONDITION + ".", "Flatten them.");
            return new Condition.Stated(true);
        }
        if (node.isArray()) {
            return new Condition.OneOf(values(place));
        }
        if (!node.isObject()) {
            return new Condition.Equal(bound(place));
        }
        List<Condition> all = new ArrayList<>();
        place.object(
                "in",
                "not",
                "given",
                "atLeast",
                "above",
                "atMost",
                "below",
                "scale",
                "onOrAfter",
                "after",
                "onOrBefore",
                "before",
                "contains",
                "stated",
                "tally",
                "both");
        boolean tally = !place.at("tally").isMissing();
        boolean scale = !place.at("scale").isMissing();
        if (!place.at("in").isMissing()) {
            all.add(new Condition.OneOf(values(place.at("in"))));
        }
        if (!place.at("given").isMissing()) {
            all.add(new Condition.SameAs(given(place.at("given"))));
        }
        if (!place.at("not").isMissing()) {
            all.add(new Condition.Not(condition(place.at("not"), depth + 1)));
        }
        if (tally) {
            Integer least = place.optional("atLeast", at -> at.integer(0, 10_000));
            Integer most = place.optional("atMost", at -> at.integer(0, 10_000));
            if (least == null && most == null) {
                place.wrong("A tally needs a bound.", "Add atLeast or atMost.");
            }
            all.add(new Condition.Tally(condition(place.at("tally"), depth + 1), least, most));
        } else if (scale) {
            String name = place.text("scale");
            all.add(new Condition.Level(name, level(place.at("atLeast"), name), level(place.at("atMost"), name)));
            if (!names.scale(place.at("scale"), name)) {
                return new Condition.Stated(true);
            }
        } else if (hasAny(place, "atLeast", "above", "atMost", "below")) {
            all.add(new Condition.Range(
                    place.optional("atLeast", this::amountOfRecord),
                    place.optional("above", this::amountOfRecord),
                    place.optional("atMost", this::amountOfRecord),
                    place.optional("below", this::amountOfRecord)));
        }
        if (hasAny(place, "onOrAfter", "after", "onOrBefore", "before")) {
            all.add(new Condition.Days(
                    place.optional("onOrAfter", this::moment),
                    place.optional("after", this::moment),
                    place.optional("onOrBefore", this::moment),
                    place.optional("before", this::moment)));
        }
        if (!place.at("contains").isMissing()) {
            Place at = place.at("contains");
            all.add(new Condition.Contains(at.node().isArray() ? values(at) : List.of(bound(at))));
        }
        if (!place.at("stated").isMissing()) {
            all.add(new Condition.Stated(place.at("stated").flag()));
        }
        if (!place.at("both").isMissing()) {
            all.add(new Condition.Both(place.list("both", 2, 20, item -> condition(item, depth + 1))));
        }
        if (all.isEmpty()) {
            place.wrong("No condition is stated here.", "Write a value, a list of values, or one of the forms.");
            return new Condition.Stated(true);
        }
        return all.size() == 1 ? all.getFirst() : new Condition.Both(all);
    }

    private static boolean hasAny(Place place, String... fields) {
        for (String field : fields) {
            if (!place.at(field).isMissing()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String level(Place place, String scale) {
        if (place.isMissing()) {
            return null;
        }
        String level = place.text();
        names.level(place, scale, level);
        return level;
    }

    private Value bound(Place place) {
        Value value = value(place);
        if (value instanceof Value.Text text && text.text().startsWith("$")) {
            names.element(place, text.text().substring(1));
        }
        return value;
    }

    private List<Value> values(Place place) {
        return place.items(1, 500).stream().map(this::bound).toList();
    }

    Window window(Place place) {
        place.object("last", "before", "from", "to");
        Period last = place.optional("last", Place::period);
        if (last != null) {
            if (hasAny(place, "from", "to") || place.at("before").isMissing()) {
                place.wrong("A look-back is last and before, and nothing else.", "Say how long, before what.");
            }
            return new Window(null, place.needed("before", this::moment), last);
        }
        if (!place.at("before").isMissing() || !hasAny(place, "from", "to")) {
            place.wrong("A window is last and before, or from and to.", "Write one of the two forms.");
        }
        return new Window(place.optional("from", this::moment), place.optional("to", this::moment), null);
    }

    /** The selection's own fields; the caller has said which others stand beside them. */
    Selection selection(Place place) {
        Set<String> kinds = new HashSet<>();
        List<String> inOrder = new ArrayList<>();
        Place kind = place.at("kind");
        List<Place> named = kind.node().isArray() ? kind.items(1, KINDS.size()) : List.of(kind);
        if (kind.isMissing()) {
            kind.wrong("This is needed.", "Say which kind of evidence is asked for.");
        }
        for (Place each : named) {
            String name = each.text();
            if (!name.isEmpty() && !KINDS.contains(name)) {
                each.wrong(
                        "'" + name + "' is no kind of evidence.",
                        "Use one of: "
                                + String.join(", ", KINDS.stream().sorted().toList()) + ".");
            } else if (!name.isEmpty() && kinds.add(name)) {
                inOrder.add(name);
            }
        }
        Place where = place.at("where");
        Selection selection = new Selection(
                inOrder.isEmpty() ? List.of("?") : inOrder,
                where.isMissing() ? List.of() : tests(where),
                place.optional("within", this::window));
        return selections.computeIfAbsent(selection, same -> same);
    }

    /** A selection that stands alone. */
    Selection plain(Place place) {
        place.object(SELECTION);
        return selection(place);
    }
}
