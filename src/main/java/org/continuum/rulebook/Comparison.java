package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.continuum.rulebook.RuleSetChanges.Change;
import org.continuum.rulebook.RuleSetChanges.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Walks two documents side by side. What has a name is matched by it wherever it stands, so that moving a requirement
 * changes nothing; options and parts without a name are matched by what they say.
 */
final class Comparison {
    private static final List<String> WHOLE = List.of(
            "title",
            "authority",
            "standing",
            "extends",
            "licenseTypes",
            "enacted",
            "effective",
            "anchor",
            "zone",
            "notes");
    private static final Map<String, String> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put("given", "Given value");
        NAMED.put("definitions", "Definition");
        NAMED.put("sets", "Set");
        NAMED.put("scales", "Scale");
        NAMED.put("calendars", "Calendar");
    }

    /** Fields that are said together with their value. */
    private static final Set<String> BOUNDS =
            Set.of("atLeast", "atMost", "above", "below", "before", "after", "from", "to", "onOrAfter", "onOrBefore");

    /** Fields whose value is told as a whole, however it is written. */
    private static final Set<String> TOLD_WHOLE = Set.of(
            "atLeast",
            "atMost",
            "above",
            "below",
            "before",
            "after",
            "from",
            "to",
            "until",
            "onOrAfter",
            "onOrBefore",
            "anchor",
            "of",
            "times",
            "extends");

    private final List<Change> changes = new ArrayList<>();

    /** @param requirement null for what is of none */
    private record Where(
            String before, String after, @Nullable String requirement, String subject) {
        Where at(String name) {
            String step = "/" + name.replace("~", "~0").replace("/", "~1");
            return new Where(before + step, after + step, requirement, subject);
        }

        Where at(int one, int other) {
            return new Where(before + "/" + one, after + "/" + other, requirement, subject);
        }

        Where about(String other) {
            return new Where(before, after, requirement, other);
        }
    }

    List<Change> of(JsonNode earlier, JsonNode later) {
        Where top = new Where("", "", null, "The rule set");
        for (String name : WHOLE) {
            node(earlier.path(name), later.path(name), top.at(name), List.of(name));
        }
        named(earlier, later, top, "requirements", "id", this::requirement);
        NAMED.forEach((part, called) -> parts(earlier, later, top, part, called));
        tables(earlier.path("tables"), later.path("tables"), top.at("tables"));
        named(earlier, later, top, "cases", "name", (one, other, where) -> {
            String name = other.path("name").asText(one.path("name").asText());
            whole(one, other, where, "Worked case '" + name + "'");
        });
        return changes;
    }

    /** Compares what stands in two places; one may be missing. */
    private interface Compare {
        void compare(JsonNode one, JsonNode other, Where where);
    }

    private void named(JsonNode earlier, JsonNode later, Where top, String part, String key, Compare compare) {
        Map<String, Integer> before =
                places(earlier.path(part), item -> item.path(key).asText());
        Map<String, Integer> after =
                places(later.path(part), item -> item.path(key).asText());
        Set<String> all = new LinkedHashSet<>(after.keySet());
        all.addAll(before.keySet());
        for (String name : all) {
            int one = before.getOrDefault(name, -1);
            int other = after.getOrDefault(name, -1);
            compare.compare(
                    item(earlier.path(part), one),
                    item(later.path(part), other),
                    top.at(part).at(one, other));
        }
    }

    private static JsonNode item(JsonNode list, int at) {
        return at < 0 ? MissingNode.getInstance() : list.path(at);
    }

    private static Map<String, Integer> places(JsonNode list, Function<JsonNode, String> name) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            places.putIfAbsent(name.apply(list.get(i)), i);
        }
        return places;
    }

    private void requirement(JsonNode one, JsonNode other, Where where) {
        JsonNode there = other.isMissingNode() ? one : other;
        String id = there.path("id").asText();
        Where of = new Where(where.before(), where.after(), id, "Requirement " + id);
        if (one.isMissingNode() || other.isMissingNode()) {
            whole(
                    one,
                    other,
                    of,
                    "Requirement " + id + " (" + there.path("title").asText() + "; "
                            + there.path("citation").path("label").asText() + ")");
        } else {
            fields(one, other, of, List.of());
        }
    }

    private void parts(JsonNode earlier, JsonNode later, Where top, String part, String called) {
        for (String name : names(earlier.path(part), later.path(part))) {
            JsonNode one = earlier.path(part).path(name);
            JsonNode other = later.path(part).path(name);
            Where where = top.at(part).at(name).about(called + " " + name);
            if (one.isMissingNode() || other.isMissingNode()) {
                whole(one, other, where, where.subject());
            } else {
                node(one, other, where, List.of());
            }
        }
    }

    private void tables(JsonNode earlier, JsonNode later, Where top) {
        for (String name : names(earlier, later)) {
            JsonNode one = earlier.path(name);
            JsonNode other = later.path(name);
            Where where = top.at(name).about("Table " + name);
            if (one.isMissingNode()
                    || other.isMissingNode()
                    || !one.path("keys").equals(other.path("keys"))) {
                whole(one, other, where, where.subject());
                continue;
            }
            values(one.path("source"), other.path("source"), where.at("source"), List.of("source"));
            Set<String> keys = names(other.path("keys"), MissingNode.getInstance());
            Map<String, Integer> before = places(one.path("rows"), row -> key(row, keys));
            Map<String, Integer> after = places(other.path("rows"), row -> key(row, keys));
            Set<String> all = new LinkedHashSet<>(after.keySet());
            all.addAll(before.keySet());
            for (String key : all) {
                int was = before.getOrDefault(key, -1);
                int is = after.getOrDefault(key, -1);
                row(
                        item(one.path("rows"), was),
                        item(other.path("rows"), is),
                        where.at("rows").at(was, is).about("Table " + name + ", row for " + key));
            }
        }
    }

    private static String key(JsonNode row, Set<String> keys) {
        return keys.stream()
                .filter(row::has)
                .map(key -> key + " " + row.path(key).asText())
                .collect(Collectors.joining(", "));
    }

    private void row(JsonNode was, JsonNode is, Where where) {
        if (was.isMissingNode() || is.isMissingNode()) {
            JsonNode there = is.isMissingNode() ? was : is;
            whole(was, is, where, where.subject() + " (" + RuleWords.value(there) + ")");
        } else {
            fields(was, is, where, List.of());
        }
    }

    private static Set<String> names(JsonNode earlier, JsonNode later) {
        Set<String> names = new LinkedHashSet<>();
        later.fieldNames().forEachRemaining(names::add);
        earlier.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void fields(JsonNode one, JsonNode other, Where where, List<String> path) {
        for (String name : names(one, other)) {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            node(one.path(name), other.path(name), where.at(name), longer);
        }
    }

    /** @param path the fields from the subject to here */
    private void node(JsonNode one, JsonNode other, Where where, List<String> path) {
        if (one.equals(other)) {
            return;
        }
        String last = path.isEmpty() ? "" : path.getLast();
        boolean operators =
                RuleWords.operator(one).isPresent() && RuleWords.operator(other).isPresent();
        if (operators && RuleWords.operator(one).equals(RuleWords.operator(other))) {
            expression(one, other, where, path);
        } else if (!operators && one.isObject() && other.isObject() && !TOLD_WHOLE.contains(last)) {
            fields(one, other, where, path);
        } else if (one.isArray() && other.isArray() && (hasObjects(one) || hasObjects(other))) {
            items(one, other, where, path);
        } else {
            values(one, other, where, path);
        }
    }

    private static boolean hasObjects(JsonNode list) {
        for (JsonNode item : list) {
            if (item.isObject()) {
                return true;
            }
        }
        return false;
    }

    /** Two expressions of one operator: what differs is said of the nearest thing that has a name. */
    private void expression(JsonNode one, JsonNode other, Where where, List<String> path) {
        String operator = RuleWords.operator(other).orElseThrow();
        boolean group = List.of("allOf", "anyOf", "nOf", "forEach").contains(operator)
                && !other.has("title")
                && !other.has("id");
        String subject = where.subject();
        if (!path.isEmpty() && !path.getFirst().equals("rule")) {
            subject += ", " + RuleWords.field(path.getFirst());
        }
        Where of = group ? where.about(subject) : where.about(subject + ", " + RuleWords.expression(other));
        for (String name : names(one, other)) {
            List<String> from = name.equals(operator) ? List.of() : List.of(name);
            node(one.path(name), other.path(name), of.at(name), from);
        }
    }

    private void items(JsonNode one, JsonNode other, Where where, List<String> path) {
        Matching matching = Matching.of(one, other);
        matching.changed().forEach(pair -> {
            int was = pair.was();
            int is = pair.is();
            node(one.get(was), other.get(is), where.at(was, is), path);
        });
        MissingNode none = MissingNode.getInstance();
        matching.removed()
                .forEach(was -> whole(one.get(was), none, where.at(was, -1), item(where, path, one.get(was))));
        matching.added().forEach(is -> whole(none, other.get(is), where.at(-1, is), item(where, path, other.get(is))));
    }

    private static String item(Where where, List<String> path, JsonNode item) {
        return where.subject() + ", " + (path.isEmpty() ? "" : RuleWords.path(path) + " ")
                + (RuleWords.operator(item).isPresent() ? RuleWords.expression(item) : RuleWords.value(item));
    }

    private void values(JsonNode one, JsonNode other, Where where, List<String> path) {
        if (one.equals(other)) {
            return;
        }
        boolean bound = !path.isEmpty() && BOUNDS.contains(path.getLast());
        boolean plain = path.equals(List.of("value"));
        List<String> said = bound || plain ? path.subList(0, path.size() - 1) : path;
        String subject = where.subject() + (said.isEmpty() ? "" : ", " + RuleWords.path(said)) + ": "
                + (bound ? RuleWords.field(path.getLast()) + " " : "");
        if (one.isArray() && other.isArray()) {
            told(Kind.changed, where, subject + Matching.difference(one, other) + ".");
        } else if (one.isMissingNode()) {
            told(Kind.added, where, subject + RuleWords.value(other) + "; nothing was said before.");
        } else if (other.isMissingNode()) {
            told(Kind.removed, where, subject + RuleWords.value(one) + " is not said any more.");
        } else {
            told(Kind.changed, where, subject + RuleWords.value(other) + " instead of " + RuleWords.value(one) + ".");
        }
    }

    private void whole(JsonNode one, JsonNode other, Where where, String subject) {
        if (one.equals(other)) {
            return;
        }
        Kind kind = one.isMissingNode() ? Kind.added : other.isMissingNode() ? Kind.removed : Kind.changed;
        told(kind, where, subject + " is " + kind + ".");
    }

    private void told(Kind kind, Where where, String words) {
        changes.add(new Change(
                kind,
                where.requirement(),
                words,
                kind == Kind.added ? null : where.before(),
                kind == Kind.removed ? null : where.after()));
    }
}
