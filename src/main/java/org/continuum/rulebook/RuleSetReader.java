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
import java.util.regex.Pattern;
import org.continuum.rules.Citation;
import org.continuum.rules.Deferral;
import org.continuum.rules.Party;
import org.continuum.rules.Requirement;
import org.continuum.rules.RuleSet;

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
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final Place document;
    private final Place written;
    private final Names names;
    private final ConditionReader small;
    private final DataReader data;
    private final ExpressionReader expressions;

    /** @param written what the author wrote: the document, but for a layer, which is read together with its floor */
    RuleSetReader(Place document, Place written) {
        this.document = document;
        this.written = written;
        this.names = names(document);
        this.small = new ConditionReader(names);
        this.data = new DataReader(document, names, small);
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
        List<String> licenseTypes = document.list("licenseTypes", 1, 50, Place::name);
        RuleSet ruleSet = new RuleSet(
                document.needed("id", Place::name),
                document.needed("version", RuleSetReader::version),
                document.text("title"),
                licenseTypes,
                document.needed("enacted", Place::date),
                from,
                to,
                document.optional("anchor", small::moment),
                document.needed("zone", RuleSetReader::zone),
                data.scales(),
                data.sets(),
                data.tables(),
                data.calendars(),
                data.givens(),
                requirements(new HashSet<>(licenseTypes)));
        expressions.routesAreRoutes(ruleSet.requirements());
        unusedDefinitions();
        names.refuseCircles(document);
        names.refuseUnused(written);
        return ruleSet;
    }

    /** Ids of the requirements that rest on the part, through whatever is between, in document order. */
    List<String> requirementsThatReach(String part) {
        List<String> reaching = new ArrayList<>();
        document.at("requirements").node().forEach(item -> {
            String id = item.path("id").asText();
            if (names.reaches("requirement " + id, part)) {
                reaching.add(id);
            }
        });
        return reaching;
    }

    /** Stands in addresses, as the id does. */
    private static String version(Place place) {
        return place.matching(VERSION, "Write up to 40 letters, digits, dots, dashes, _.");
    }

    private static ZoneId zone(Place place) {
        try {
            return place.isMissing() ? ZoneOffset.UTC : ZoneId.of(place.text());
        } catch (DateTimeException e) {
            place.wrong("'" + place.node().asText() + "' is no time zone.", "Write one like America/New_York.");
            return ZoneOffset.UTC;
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
        String id = place.needed("id", Place::name);
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
        document.at("definitions").named().forEach((name, place) -> {
            if (!names.isUsed("definition", name)) {
                names.from("definition " + name);
                expressions.expression(place);
            }
        });
        names.anyElement(false);
    }
}
