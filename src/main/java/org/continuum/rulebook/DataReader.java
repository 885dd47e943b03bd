package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.continuum.rules.Calendar;
import org.continuum.rules.Given;
import org.continuum.rules.Path;
import org.continuum.rules.Table;
import org.continuum.rules.Value;
import org.jspecify.annotations.Nullable;

/** Reads what the rules look up, go over and ask for by name: scales, sets, tables, calendars and given values. */
final class DataReader {
    private final Place document;
    private final Names names;
    private final ConditionReader small;

    DataReader(Place document, Names names, ConditionReader small) {
        this.document = document;
        this.names = names;
        this.small = small;
    }

    Map<String, List<String>> scales() {
        return each("scales", DataReader::scale);
    }

    Map<String, List<Value>> sets() {
        return each("sets", DataReader::values);
    }

    Map<String, Table> tables() {
        return each("tables", this::table);
    }

    Map<String, Calendar> calendars() {
        return each("calendars", DataReader::calendar);
    }

    Map<String, Given> givens() {
        return each("given", this::given);
    }

    private <T> Map<String, T> each(String part, BiFunction<String, Place, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        document.at(part).named().forEach((name, place) -> all.put(name, read.apply(name, place)));
        return all;
    }

    private static List<String> scale(String name, Place place) {
        List<String> levels = place.items(2, 50).stream().map(Place::text).toList();
        if (new HashSet<>(levels).size() < levels.size()) {
            place.wrong("A level stands there twice.", "Name each level once, lowest first.");
        }
        return levels;
    }

    private static List<Value> values(String name, Place place) {
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

    private Table table(String name, Place place) {
        names.from("table " + name);
        place.object("keys", "rows", "source");
        place.textOr("source", "");
        Map<String, Path> keys = new LinkedHashMap<>();
        place.needed("keys", Function.identity()).fields().forEach((key, at) -> keys.put(key, key(at)));
        List<Table.Row> rows = place.list("rows", 1, 5_000, row -> row(row, keys.keySet()));
        Map<Map<String, Table.Match>, Integer> before = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Integer same = before.putIfAbsent(rows.get(i).match(), i);
            if (same != null) {
                place.at("rows")
                        .items(0, rows.size())
                        .get(i)
                        .wrong(
                                "Row " + (same + 1) + " has the same key.",
                                "Keep one; if the sources conflict, say unsettled.");
            }
        }
        return new Table(name, keys, rows);
    }

    private Path key(Place place) {
        Path path = small.path(place);
        if (path.steps().getFirst().equals("given") && path.steps().size() > 1) {
            names.given(place, path.steps().get(1));
        }
        return path;
    }

    private static Table.Row row(Place place, Set<String> keys) {
        Map<String, Table.Match> match = new LinkedHashMap<>();
        Map<String, Value> columns = new LinkedHashMap<>();
        place.fields().forEach((name, at) -> {
            if (keys.contains(name)) {
                match.put(name, match(at));
            } else {
                columns.put(name, ConditionReader.value(at));
            }
        });
        if (columns.isEmpty()) {
            place.wrong("The row states nothing but its key.", "Add a column.");
        }
        return new Table.Row(match, columns);
    }

    /** A span of days is written first/last, with .. for an open end. */
    private static Table.Match match(Place place) {
        String text = place.node().asText();
        int slash = text.indexOf('/');
        if (place.node().isTextual() && slash > 0) {
            String first = text.substring(0, slash);
            String last = text.substring(slash + 1);
            if ((first.equals("..") || isDay(first)) && (last.equals("..") || isDay(last))) {
                return new Table.Match.Days(day(first), day(last));
            }
        }
        return new Table.Match.Exactly(ConditionReader.value(place));
    }

    private static boolean isDay(String text) {
        return Value.of(text).asDay().isPresent();
    }

    private static @Nullable LocalDate day(String text) {
        return Value.of(text).asDay().orElse(null);
    }

    private static Calendar calendar(String name, Place place) {
        place.object("terms", "daysOff");
        List<Calendar.Term> terms = place.list("terms", 1, 400, DataReader::term);
        for (int i = 1; i < terms.size(); i++) {
            if (!terms.get(i).from().isAfter(terms.get(i - 1).to())) {
                place.at("terms").wrong("Terms overlap or are out of order.", "List them in order.");
            }
        }
        return new Calendar(name, terms, new HashSet<>(place.list("daysOff", 0, 2_000, Place::date)));
    }

    private static Calendar.Term term(Place place) {
        if (match(place) instanceof Table.Match.Days days
                && days.from() != null
                && days.to() != null
                && !days.to().isBefore(days.from())
                && days.to().isBefore(days.from().plusYears(2))) {
            return new Calendar.Term(days.from(), days.to());
        }
        place.wrong("A term is its first and last day, less than two years apart.", "Write 2024-09-03/2024-12-20.");
        return new Calendar.Term(Place.NO_DAY, Place.NO_DAY);
    }

    private Given given(String name, Place place) {
        names.from("given " + name);
        if (name.equals("asOf") || name.equals("licenseType")) {
            place.wrong("'" + name + "' is always given.", "Choose another name.");
        }
        return given(place);
    }

    private Given given(Place place) {
        place.object(
                "latest",
                "earliest",
                "field",
                "otherwise",
                "fallback",
                "count",
                "distinct",
                "sum",
                "values",
                "laterOf",
                "earlierOf",
                "table",
                "column",
                "value",
                "local",
                "citation");
        local(place);
        List<String> forms = Stream.of(
                        "latest", "earliest", "count", "sum", "values", "laterOf", "earlierOf", "table", "value")
                .filter(place.node()::has)
                .toList();
        if (forms.size() != 1) {
            place.wrong(
                    "A given value comes from exactly one source.",
                    "Write one of latest, earliest, count, sum, values, laterOf, earlierOf, table, value.");
            return new Given.Constant(Value.of(""));
        }
        String form = forms.getFirst();
        Place of = place.at(form);
        return switch (form) {
            case "latest", "earliest" -> {
                Path field = place.optional("field", small::path);
                yield new Given.Field(
                        small.plain(of),
                        field == null ? Path.of("occurredOn") : field,
                        form.equals("earliest"),
                        place.optional("otherwise", small::moment),
                        place.optional("fallback", ConditionReader::value));
            }
            case "count" -> new Given.Count(small.plain(of), place.optional("distinct", small::path));
            case "sum" -> new Given.Total(small.plain(of), place.needed("field", small::path));
            case "values" -> new Given.Values(small.plain(of), place.needed("field", small::path));
            case "table" -> {
                String table = of.text();
                String column = place.text("column");
                names.column(place, table, column);
                yield new Given.Looked(table, column);
            }
            case "laterOf", "earlierOf" ->
                new Given.Extreme(place.list(form, 2, 10, small::moment), form.equals("laterOf"));
            default -> new Given.Constant(ConditionReader.value(of));
        };
    }

    /** That the number is left to layers. */
    private static void local(Place place) {
        place.optional("local", at -> at.word(Layering.Direction.class, Layering.Direction::word));
        place.optional("citation", RuleSetReader::citation);
        boolean asked = place.node().has("local") || place.node().has("citation");
        if (asked && !place.at("value").isPlainNumber()) {
            place.wrong("Only a number that is written down can be left to layers.", "Write value: and the number.");
        }
    }
}
