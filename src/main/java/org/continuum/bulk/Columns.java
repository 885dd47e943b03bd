package org.continuum.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.continuum.evidence.Attributes;
import org.continuum.evidence.Submission;
import org.continuum.http.Limits;
import org.continuum.http.Problem;
import org.continuum.http.StrictReading;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a CSV mean. A column is named as the field is in JSON; the steps into an object or list are set
 * apart by dots and items counted from 0: {@code score}, {@code assessor.role}, {@code ratings.0.level}. An empty cell
 * leaves the field out. Whether the row then makes sense is for who reads the JSON that it becomes.
 */
final class Columns {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,60})(\\.\\d{1,60})?([eE][+-]?\\d{1,9})?");
    private static final String FREE = "attributes";
    private static final String LIST = ";";

    private final String kind;
    private final List<Column> columns;

    private Columns(String kind, List<Column> columns) {
        this.kind = kind;
        this.columns = columns;
    }

    /** @throws Problem with every column that the kind does not know, and those that it needs */
    static Columns of(StrictReading reading, String kind, List<String> header) {
        String schema = Submission.Kinds.schema(kind);
        List<Violation> violations = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            List<String> path = List.of(name.split("\\.", -1));
            String type = type(reading, schema, path);
            Optional<Violation> misnamed =
                    FREE.equals(type) ? Attributes.misnamed(at(name), path.get(1)) : Optional.empty();
            if (name.length() > Limits.NAME_CHARACTERS) {
                violations.add(new Violation(
                        "",
                        "The name of column %d is longer than %d characters.".formatted(i + 1, Limits.NAME_CHARACTERS),
                        "Shorten it, or look for a quote that is not closed."));
            } else if (!seen.add(name)) {
                violations.add(new Violation(at(name), "The column is there twice.", "Send it once."));
            } else if (type == null || name.equals("kind")) {
                violations.add(new Violation(
                        at(name),
                        "A record of kind %s has no such field.".formatted(kind),
                        "Remove the column, or check its name."));
            } else if (misnamed.isPresent()) {
                violations.add(misnamed.get());
            } else {
                columns.add(new Column(i, name, path, type));
            }
        }
        for (String needed : reading.needed(schema)) {
            if (!needed.equals("kind")
                    && columns.stream().noneMatch(one -> one.path().getFirst().equals(needed))) {
                violations.add(new Violation(at(needed), "This column is needed.", "Add it."));
            }
        }
        if (!violations.isEmpty()) {
            throw Problem.unacceptable(violations.stream().limit(Limits.ERRORS).toList());
        }
        // the same row makes the same bytes, however its columns are ordered
        columns.sort((a, b) -> compare(a.path(), b.path()));
        return new Columns(kind, List.copyOf(columns));
    }

    int count() {
        return columns.size();
    }

    ObjectNode json(List<String> cells) {
        return made(cells).json();
    }

    /** A problem of the JSON as a problem of the row. */
    Problem places(List<String> cells, Problem problem) {
        Map<String, String> names = made(cells).names();
        return new Problem(
                problem.type(),
                problem.detail(),
                problem.violations().stream()
                        .map(one -> new Violation(place(names, one.pointer()), one.detail(), one.fix()))
                        .toList());
    }

    private static String place(Map<String, String> names, String pointer) {
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            String name = names.get(at);
            if (name != null) {
                return at(name);
            }
        }
        return pointer.isEmpty() ? "" : at(pointer.substring(1).replace('/', '.'));
    }

    private Made made(List<String> cells) {
        ObjectNode json = NODES.objectNode().put("kind", kind);
        Map<String, String> names = new HashMap<>();
        Map<String, Integer> items = new HashMap<>();
        for (Column column : columns) {
            String cell = cells.get(column.index());
            if (!cell.isEmpty()) {
                names.put(put(json, column, value(column, cell), items), column.name());
            }
        }
        return new Made(json, names);
    }

    /** Where it stands now: an item whose cells are all empty is not there, and those behind it move up. */
    private static String put(ObjectNode json, Column column, JsonNode value, Map<String, Integer> items) {
        JsonNode at = json;
        StringBuilder pointer = new StringBuilder();
        String named = "";
        for (int i = 0; i < column.path().size(); i++) {
            String step = column.path().get(i);
            boolean last = i + 1 == column.path().size();
            named += "." + step;
            if (at instanceof ArrayNode list) {
                int index = items.computeIfAbsent(named, any -> list.size());
                if (index == list.size()) {
                    list.add(last ? value : container(column.path().get(i + 1)));
                }
                pointer.append('/').append(index);
                at = list.get(index);
            } else {
                ObjectNode object = (ObjectNode) at;
                if (last) {
                    object.set(step, value);
                } else if (!object.has(step)) {
                    object.set(step, container(column.path().get(i + 1)));
                }
                pointer.append('/').append(step);
                at = object.get(step);
            }
        }
        return pointer.toString();
    }

    private static JsonNode container(String next) {
        return isIndex(next) ? NODES.arrayNode() : NODES.objectNode();
    }

    private static JsonNode value(Column column, String cell) {
        return switch (column.type()) {
            case "integer", "number" ->
                NUMBER.matcher(cell).matches() ? NODES.numberNode(new BigDecimal(cell)) : NODES.textNode(cell);
            case "boolean" -> truth(cell);
            case "array" -> {
                ArrayNode list = NODES.arrayNode();
                for (String item : cell.split(LIST, -1)) {
                    list.add(item);
                }
                yield list;
            }
            case FREE -> NUMBER.matcher(cell).matches() ? NODES.numberNode(new BigDecimal(cell)) : truth(cell);
            default -> NODES.textNode(cell);
        };
    }

    private static JsonNode truth(String cell) {
        return cell.equals("true") || cell.equals("false")
                ? NODES.booleanNode(cell.equals("true"))
                : NODES.textNode(cell);
    }

    /** Null for what no record of the kind has, and for an object, which a cell cannot be. */
    private static @Nullable String type(StrictReading reading, String schema, List<String> path) {
        if (path.getFirst().equals(FREE)) {
            return path.size() == 2 || path.size() == 3 && Set.of("from", "to").contains(path.getLast()) ? FREE : null;
        }
        if (path.size() > 3 || path.stream().anyMatch(step -> isIndex(step) && step.length() > 3)) {
            return null;
        }
        String type = reading.typeAt(schema, path).orElse(null);
        boolean listOfTexts = "array".equals(type)
                && reading.typeAt(schema, append(path, "0"))
                        .filter("string"::equals)
                        .isPresent();
        return "object".equals(type) || "array".equals(type) && !listOfTexts ? null : type;
    }

    private static List<String> append(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static int compare(List<String> a, List<String> b) {
        return IntStream.range(0, Math.min(a.size(), b.size()))
                .map(i -> isIndex(a.get(i)) && isIndex(b.get(i))
                        ? Integer.parseInt(a.get(i)) - Integer.parseInt(b.get(i))
                        : a.get(i).compareTo(b.get(i)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(a.size() - b.size());
    }

    private static boolean isIndex(String step) {
        return !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static String at(String name) {
        return "#column/" + name;
    }

    private record Column(int index, String name, List<String> path, String type) {}

    /** @param names of the columns, by the pointer to where their cells stand */
    private record Made(ObjectNode json, Map<String, String> names) {}
}
