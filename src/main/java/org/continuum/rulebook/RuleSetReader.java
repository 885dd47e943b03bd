package org.continuum.rulebook;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.continuum.rules.Calendar;
import org.continuum.rules.Citation;
import org.continuum.rules.Deferral;
import org.continuum.rules.Given;
import org.continuum.rules.Party;
import org.continuum.rules.Path;
import org.continuum.rules.Requirement;
import org.continuum.rules.RuleSet;
import org.continuum.rules.Table;
import org.continuum.rules.Value;
import org.jspecify.annotations.Nullable;

/** Reads a whole rule set: first the names it defines, then what refers to them. */
final class RuleSetReader {
    static final String[] TOP = {
        "id",
        "version",
        "title",
        "authority",
        "standing",
        "notes",
        "extends",
        "licenseTypes",
        "enacted",
        "effective",
        "anchor",
        "zone",
        "scales",
        "sets",
        "tables",
        "calendars",
        "given",
        "definitions",
        "requirements",
        "appeal",
        "cases"
    };
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,79}");
    private static final String A_NAME = "Begin with a letter; then letters, digits, dots, dashes, _.";
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final Place document;
    private final Place written;
    private final Names names;
    private final ConditionReader small;
    private final ExpressionReader expressions;

    /** @param written what the author wrote: the document, but for a layer, which is read together with its floor */
    RuleSetReader(Place document, Place written) {
        this.document = document;
        this.written = written;
        this.names = names(document);
        this.small = new ConditionReader(names);
        this.expressions = new ExpressionReader(names, small, document.at("definitions"));
    }

    private static Names names(Place document) {
        Map<String, List<String>> scales = new LinkedHashMap<>();
        document.at("scales").node().properties().forEach(scale -> {
            List<String> levels = new ArrayList<>();
            scale.getValue().forEach(level -> levels.add(level.asText()));
            scales.put(scale.getKey(), levels);
        });
        Map<String, Set<String>> columns = new HashMap<>();
        document.at("tables").node().properties().forEach(table -> {
            Set<String> all = new LinkedHashSet<>();
            table.getValue().path("rows").forEach(row -> row.fieldNames().forEachRemaining(all::add));
            table.getValue().path("keys").fieldNames().forEachRemaining(all::remove);
            columns.put(table.getKey(), all);
        });
        Set<String> requirements = new HashSet<>();
        document.at("requirements")
                .node()
                .forEach(item -> requirements.add(item.path("id").asText()));
        return new Names(
                scales,
                columns,
                sizes(document.at("sets")),
                keys(document, "calendars"),
                keys(document, "given"),
                keys(document, "definitions"),
                requirements);
    }

    private static Map<String, Integer> sizes(Place sets) {
        Map<String, Integer> sizes = new HashMap<>();
        sets.node()
                .properties()
                .forEach(set -> sizes.put(set.getKey(), set.getValue().size()));
        return sizes;
    }

    private static Set<String> keys(Place document, String name) {
        Set<String> keys = new HashSet<>();
        document.at(name).node().fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    RuleSet read() {
        document.object(TOP);
        Place effective = document.needed("effective", place -> place.object("from", "to"));
        LocalDate from = effective.needed("from", Place::date);
        LocalDate to = effective.optional("to", Place::date);
        if (to != null && to.isBefore(from)) {
            effective.wrong("It ends before it begins.", "Let from be on or before to.");
        }
        List<String> licenseTypes = document.list("licenseTypes", 1, 50, this::name);
        RuleSet ruleSet = new RuleSet(
                document.needed("id", this::name),
                document.needed("version", RuleSetReader::version),
                document.text("title"),
                licenseTypes,
                document.needed("enacted", Place::date),
                from,
                to,
                document.optional("anchor", small::moment),
                document.needed("zone", RuleSetReader::zone),
                each("scales", RuleSetReader::scale),
                each("sets", ExpressionReader::values),
                tables(),
                calendars(),
                givens(),
                requirements(new HashSet<>(licenseTypes)));
        expressions.routesAreRoutes(ruleSet.requirements());
        unusedDefinitions();
        names.refuseCircles(document);
        names.refuseUnused(written);
        return ruleSet;
    }

    /** Ids of the requirements that take the given value, in document order. */
    List<String> requirementsThatUse(String given) {
        List<String> using = new ArrayList<>();
        document.at("requirements").node().forEach(item -> {
            String id = item.path("id").asText();
            if (names.reaches("requirement " + id, "given " + given)) {
                using.add(id);
            }
        });
        return using;
    }

    /** Stands in addresses, as the id does. */
    private static String version(Place place) {
        return place.matching(VERSION, "Write up to 40 letters, digits, dots, dashes, _.");
    }

    private String name(Place place) {
        return place.matching(NAME, A_NAME);
    }

    private static ZoneId zone(Place place) {
        try {
            return place.isMissing() ? ZoneOffset.UTC : ZoneId.of(place.text());
        } catch (DateTimeException e) {
            place.wrong("'" + place.node().asText() + "' is no time zone.", "Write one like America/New_York.");
            return ZoneOffset.UTC;
        }
    }

    private <T> Map<String, T> each(String part, Function<Place, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        named(part).forEach((name, place) -> all.put(name, read.apply(place)));
        return all;
    }

    /** What the part defines; each under a name that a path can hold. */
    private Map<String, Place> named(String part) {
        Map<String, Place> fields = document.at(part).fields();
        fields.forEach((name, place) -> {
            if (!NAME.matcher(name).matches()) {
                place.wrong("'" + name + "' is no name.", A_NAME);
            }
        });
        return fields;
    }

    private static List<String> scale(Place place) {
        List<String> levels = place.items(2, 50).stream().map(Place::text).toList();
        if (new HashSet<>(levels).size() < levels.size()) {
            place.wrong("A level stands there twice.", "Name each level once, lowest first.");
        }
        return levels;
    }

    private Map<String, Table> tables() {
        Map<String, Table> tables = new LinkedHashMap<>();
        named("tables").forEach((name, place) -> tables.put(name, table(name, place)));
        return tables;
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

    private Map<String, Calendar> calendars() {
        Map<String, Calendar> calendars = new LinkedHashMap<>();
        named("calendars").forEach((name, place) -> {
            place.object("terms", "daysOff");
            List<Calendar.Term> terms = place.list("terms", 1, 400, RuleSetReader::term);
            for (int i = 1; i < terms.size(); i++) {
                if (!terms.get(i).from().isAfter(terms.get(i - 1).to())) {
                    place.at("terms").wrong("Terms overlap or are out of order.", "List them in order.");
                }
            }
            calendars.put(name, new Calendar(name, terms, new HashSet<>(place.list("daysOff", 0, 2_000, Place::date))));
        });
        return calendars;
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

    private Map<String, Given> givens() {
        Map<String, Given> givens = new LinkedHashMap<>();
        named("given").forEach((name, place) -> {
            names.from("given " + name);
            if (name.equals("asOf") || name.equals("licenseType")) {
                place.wrong("'" + name + "' is always given.", "Choose another name.");
            }
            givens.put(name, given(place));
        });
        return givens;
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

    private List<Requirement> requirements(Set<String> licenseTypes) {
        Set<String> ids = new HashSet<>();
        return document.list("requirements", 1, 200, place -> {
            Requirement requirement = requirement(place, licenseTypes);
            if (!requirement.id().isEmpty() && !ids.add(requirement.id())) {
                place.at("id").wrong("Another requirement has this id.", "Give each its own.");
            }
            return requirement;
        });
    }

    private Requirement requirement(Place place, Set<String> licenseTypes) {
        place.object(
                "id",
                "title",
                "citation",
                "licenseTypes",
                "effective",
                "appliesWhen",
                "exemptWhen",
                "waivable",
                "deferral",
                "party",
                "remedy",
                "local",
                "rule");
        if (!place.textOr("local", "replace").equals("replace")) {
            place.at("local").wrong("A layer may replace a requirement, or not.", "Write replace, or leave it out.");
        }
        String id = place.needed("id", this::name);
        names.from("requirement " + id);
        Party party = place.optional("party", at -> at.word(Party.class, Party::word));
        List<String> types = place.list("licenseTypes", place.at("licenseTypes").isMissing() ? 0 : 1, 50, at -> {
            if (!licenseTypes.contains(at.text())) {
                at.wrong(
                        "The rule set is not about '" + at.text() + "'.",
                        "Add it to licenseTypes above, or remove it.");
            }
            return at.text();
        });
        return new Requirement(
                id,
                place.text("title"),
                place.needed("citation", RuleSetReader::citation),
                new HashSet<>(types),
                expressions.inForce(place.at("effective")),
                place.optional("appliesWhen", expressions::expression),
                place.optional("exemptWhen", expressions::expression),
                Boolean.TRUE.equals(place.optional("waivable", Place::flag)),
                place.optional("deferral", this::deferral),
                party == null ? Party.CANDIDATE : party,
                place.textOr("remedy", ""),
                place.needed("rule", expressions::expression));
    }

    static Citation citation(Place place) {
        if (place.isMissing()) {
            return new Citation("", null, Citation.Mark.MEMORY);
        }
        place.object("label", "url", "mark");
        return new Citation(
                place.text("label"),
                place.optional("url", Place::text),
                place.needed("mark", at -> at.word(Citation.Mark.class, Citation.Mark::word)));
    }

    private Deferral deferral(Place place) {
        place.object("until", "when", "consequence");
        return new Deferral(
                place.needed("until", small::moment),
                place.optional("when", expressions::expression),
                place.text("consequence"));
    }

    /** What nothing uses is read all the same, so that its mistakes are told. */
    private void unusedDefinitions() {
        names.anyElement(true);
        named("definitions").forEach((name, place) -> {
            if (!names.isUsed("definition", name)) {
                names.from("definition " + name);
                expressions.expression(place);
            }
        });
        names.anyElement(false);
    }
}
