package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which items of two lists are the same one, changed: those with a name by their names, equal ones away, the others by
 * what they say.
 *
 * @param removed places in the earlier list
 * @param added places in the later list
 */
record Matching(List<Pair> changed, List<Integer> removed, List<Integer> added) {

    /** The first that fits decides. */
    private static final List<Function<JsonNode, String>> LIKENESSES = List.of(
            item -> item.path("id").asText(),
            item -> item.path("title").asText(),
            RuleWords::expression,
            item -> RuleWords.operator(item).orElse("other"));

    /** An item's places in the earlier and the later list. */
    record Pair(int was, int is) {}

    Matching {
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    static Matching of(JsonNode earlier, JsonNode later) {
        List<Integer> before = unmatched(earlier, later);
        List<Integer> after = unmatched(later, earlier);
        List<Pair> changed = new ArrayList<>();
        for (Function<JsonNode, String> likeness : LIKENESSES) {
            for (Integer is : List.copyOf(after)) {
                String mine = likeness.apply(later.get(is));
                before.stream()
                        .filter(was -> !mine.isEmpty()
                                && likeness.apply(earlier.get(was)).equals(mine))
                        .findFirst()
                        .ifPresent(was -> {
                            before.remove(was);
                            after.remove(is);
                            changed.add(new Pair(was, is));
                        });
            }
        }
        return new Matching(changed, before, after);
    }

    private static List<Integer> unmatched(JsonNode list, JsonNode others) {
        List<JsonNode> equal = new ArrayList<>();
        others.forEach(equal::add);
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!equal.remove(list.get(i))) {
                left.add(i);
            }
        }
        return left;
    }

    /** What a list of values says that another does not. */
    static String difference(JsonNode one, JsonNode other) {
        List<String> words = new ArrayList<>();
        String added = missing(other, one);
        String removed = missing(one, other);
        if (!added.isEmpty()) {
            words.add(added + " added");
        }
        if (!removed.isEmpty()) {
            words.add(removed + " removed");
        }
        return words.isEmpty() ? "in another order" : String.join("; ", words);
    }

    private static String missing(JsonNode from, JsonNode in) {
        return unmatched(from, in).stream()
                .map(at -> "'" + RuleWords.value(from.get(at)) + "'")
                .collect(Collectors.joining(", "));
    }
}
