package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.continuum.people.Objection;

/** While a determination is under review, a record stays as it is: the review decides on what it was. */
@ApplicationScoped
class OpenReviews implements Objection {
    private final Determinations determinations;
    private final Reviews reviews;

    OpenReviews(Determinations determinations, Reviews reviews) {
        this.determinations = determinations;
        this.reviews = reviews;
    }

    @Override
    public List<Violation> toMerging(UUID person, String place) {
        return open(person)
                .map(review -> new Violation(
                        place,
                        "Review %s of determination %s is open.".formatted(review.id(), review.determination()),
                        "Decide it first."))
                .toList();
    }

    private Stream<Review> open(UUID person) {
        return determinations.of(person).stream()
                .flatMap(each -> reviews.of(person, each.id()).stream())
                .filter(Reviews.Standing::isOpen)
                .map(Reviews.Standing::review);
    }
}
