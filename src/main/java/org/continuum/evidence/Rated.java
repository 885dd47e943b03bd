package org.continuum.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.continuum.http.Violation;

/** What the kinds with ratings have in common. */
final class Rated {
    private Rated() {}

    static Stream<Violation> contradictions(Submission submission) {
        List<Rating> ratings = submission.ratings();
        Set<List<String>> seen = new HashSet<>();
        Stream<Violation> repeated = IntStream.range(0, ratings.size())
                .filter(i -> !seen.add(what(ratings.get(i))))
                .mapToObj(i -> new Violation(
                        "/ratings/" + i, "The competency is rated twice.", "Send one rating of each dimension."));
        return Stream.concat(
                repeated,
                Contradiction.when(
                        !ratings.isEmpty() && submission.framework() == null,
                        "/framework",
                        "Ratings need the framework that their competencies are of.",
                        "Add the framework's id."));
    }

    private static List<String> what(Rating rating) {
        String dimension = rating.dimension();
        return dimension == null ? List.of(rating.competency()) : List.of(rating.competency(), dimension);
    }
}
