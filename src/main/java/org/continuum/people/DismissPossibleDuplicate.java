package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Place;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** A named person finds that two who are alike are two. They are not asked about again unless something else matches. */
@ApplicationScoped
public class DismissPossibleDuplicate {
    private final Idempotency idempotency;
    private final PossibleDuplicates duplicates;
    private final OtherAuthorities others;
    private final Trail trail;
    private final ServiceTime time;

    DismissPossibleDuplicate(
            Idempotency idempotency,
            PossibleDuplicates duplicates,
            OtherAuthorities others,
            Trail trail,
            ServiceTime time) {
        this.idempotency = idempotency;
        this.duplicates = duplicates;
        this.others = others;
        this.trail = trail;
        this.time = time;
    }

    @Act
    public Recorded dismiss(Caller caller, DismissalDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Decider decider = Decider.of(caller);
            // As the database orders them; Java takes the first bit for a sign.
            List<UUID> two = details.persons().stream()
                    .sorted(Comparator.comparing(UUID::toString))
                    .toList();
            if (duplicates.find(two.getFirst(), two.getLast()).isEmpty()) {
                throw Problem.unacceptable(List.of(new Violation(
                        "/persons",
                        "Nothing in these two is alike, or they are none that your organization decides on.",
                        "Name two that are listed as possible duplicates.")));
            }
            List<Violation> open = others.against(Set.copyOf(two), "/persons");
            if (!open.isEmpty()) {
                throw new Problem(ProblemType.CONFLICT, "Nothing was recorded; see errors.", open);
            }
            return record(new Dismissal(Ids.next(), two, details.reason(), decider, time.now()));
        });
    }

    /** On both records, neither of which says who the other is. */
    private Recorded record(Dismissal dismissal) {
        byte[] bytes = duplicates.bytes(dismissal);
        UUID first = dismissal.persons().getFirst();
        UUID second = dismissal.persons().getLast();
        List<Place> places = trail.append(List.of(
                Entry.sealed("duplicate.dismissed", first, second, dismissal.id(), bytes, Map.of()),
                Entry.sealed("duplicate.dismissed", second, first, dismissal.id(), bytes, Map.of())));
        duplicates.add(dismissal, bytes, places);
        return new Recorded(dismissal.id(), trail.sign(places.getFirst()));
    }
}
