package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says parts of a document as an analyst would, from the tree alone. */
final class RuleWords {
    /** Fields as they are spoken of; others are called by their names. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("appliesWhen", "whom it reaches"),
            Map.entry("exemptWhen", "whom it excuses"),
            Map.entry("waivable", "waivable"),
            Map.entry("deferral", "the deferral"),
            Map.entry("consequence", "the consequence"),
            Map.entry("party", "whose move it is"),
            Map.entry("licenseTypes", "the license types"),
            Map.entry("citation", "the citation"),
            Map.entry("mark", "how far it is verified"),
            Map.entry("url", "the address"),
            Map.entry("effective", "the time in force"),
            Map.entry("enacted", "made law"),
            Map.entry("endEnacted", "its end made law"),
            Map.entry("atLeast", "at least"),
            Map.entry("atMost", "at most"),
            Map.entry("within", "the window"),
            Map.entry("last", "the look-back"),
            Map.entry("to", "until"),
            Map.entry("onOrAfter", "on or after"),
            Map.entry("onOrBefore", "on or before"),
            Map.entry("kind", "the kind of evidence"),
            Map.entry("of", "what is taken together"),
            Map.entry("by", "by"),
            Map.entry("awaits", "what a decision would be about"),
            Map.entry("caps", "the cap"),
            Map.entry("parts", "the part"),
            Map.entry("lump", "the smallest lump"),
            Map.entry("carryOver", "the carry-over"),
            Map.entry("n", "how many are needed"),
            Map.entry("on", "what bars"),
            Map.entry("for", "how long it bars"),
            Map.entry("cleared", "what clears it"),
            Map.entry("distinct", "counted by different"),
            Map.entry("when", "only when"),
            Map.entry("is", "it must be"),
            Map.entry("readings", "the readings"),
            Map.entry("standing", "how far it may be relied on"),
            Map.entry("anchor", "the date that selects it"),
            Map.entry("zone", "the time zone"),
            Map.entry("extends", "what it lies on"));

    private RuleWords() {}

    static String field(String name) {
        return FIELDS.getOrDefault(name, name);
    }

    /** Where a value stands, from the nearest thing that has a name. */
    static String path(List<String> path) {
        List<String> words = new ArrayList<>();
        for (String name : path) {
            switch (name) {
                case "where" -> words.add("counting only where");
                case "must" -> words.add("the test on");
                default -> words.add(field(name));
            }
        }
        return String.join(" ", words);
    }

    /** Which operator an expression is. */
    static Optional<String> operator(JsonNode node) {
        return node.isObject()
                ? ExpressionReader.OPERATORS.stream().filter(node::has).sorted().findFirst()
                : Optional.empty();
    }

    /** An expression in a few words, without its numbers. */
    static String expression(JsonNode node) {
        String title = node.path("title").asText(node.path("id").asText());
        return title.isEmpty()
                ? operator(node)
                        .map(operator -> of(operator, node.path(operator)))
                        .orElse(node.toString())
                : "'" + title + "'";
    }

    private static String of(String operator, JsonNode at) {
        return switch (operator) {
            case "allOf" -> "all of " + list(at);
            case "anyOf" -> "any of " + list(at);
            case "nOf" -> at.path("n").asText() + " of " + list(at.path("of"));
            case "forEach" -> "for each " + at.path("as").asText() + ", " + expression(at.path("rule"));
            case "exists" -> article(records(at));
            case "latest", "earliest", "best" -> "the " + operator + " " + records(at);
            case "every" -> "every " + records(at);
            case "count" -> "the number of " + records(at);
            case "sum" -> "the sum of " + value(at.path("of")) + " over " + records(at);
            case "duration" -> "the time of " + records(at);
            case "served" -> "the period until " + value(at.path("until"));
            case "bar" -> "the bar on " + expression(at.path("on"));
            case "circumstance" -> at.path("given").asText() + " is " + value(at.path("is"));
            case "requirement" -> "requirement " + at.asText();
            case "route" -> "the route of " + at.path("of").asText() + " is " + value(at.path("in"));
            case "unsettled" -> "an unsettled question";
            default -> "the definition " + at.asText();
        };
    }

    private static String article(String noun) {
        return ("aeiou".indexOf(noun.isEmpty() ? ' ' : noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }

    private static String list(JsonNode of) {
        List<String> all = new ArrayList<>();
        of.forEach(each -> all.add(expression(each)));
        return "(" + String.join("; ", all) + ")";
    }

    private static String records(JsonNode at) {
        String where = at.path("where").properties().stream()
                .map(test -> test.getKey() + " " + value(test.getValue()))
                .collect(Collectors.joining(", "));
        return value(at.path("kind")) + (where.isEmpty() ? "" : " (" + where + ")");
    }

    /** A value, amount, date or condition. */
    static String value(JsonNode node) {
        if (node.isArray()) {
            List<String> all = new ArrayList<>();
            node.forEach(each -> all.add(value(each)));
            return String.join(" or ", all);
        }
        if (!node.isObject()) {
            return node.asText();
        }
        if (operator(node).isPresent()) {
            return expression(node);
        }
        if (node.has("table")) {
            return node.path("column").asText() + " of the table "
                    + node.path("table").asText();
        }
        if (node.has("field") && node.size() <= 2) {
            return node.path("field").asText() + (node.has("times") ? " times " + value(node.path("times")) : "");
        }
        return node.properties().stream()
                .map(field -> switch (field.getKey()) {
                    case "given", "date", "value" -> value(field.getValue());
                    case "in" -> "one of " + value(field.getValue());
                    case "least", "greatest" ->
                        "the " + field.getKey() + " of "
                                + value(field.getValue()).replace(" or ", ", ");
                    default -> field(field.getKey()) + " " + value(field.getValue());
                })
                .collect(Collectors.joining(" "));
    }
}
