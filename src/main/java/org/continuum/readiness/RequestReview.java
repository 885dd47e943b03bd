package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.rulebook.Rulebook;
import org.continuum.trail.Idempotency;
import org.continuum.trail.PersonRecord;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.jspecify.annotations.Nullable;

/** The person, or her program on her behalf, asks that a determination be looked at again. */
@ApplicationScoped
public class RequestReview {
    private final Idempotency idempotency;
    private final Determinations determinations;
    private final Notices notices;
    private final Reviews reviews;
    private final OpenReview open;
    private final Rulebook rulebook;
    private final PersonRecord record;

    RequestReview(
            Idempotency idempotency,
            Determinations determinations,
            Notices notices,
            Reviews reviews,
            OpenReview open,
            Rulebook rulebook,
            PersonRecord record) {
        this.idempotency = idempotency;
        this.determinations = determinations;
        this.notices = notices;
        this.reviews = reviews;
        this.open = open;
        this.rulebook = rulebook;
        this.record = record;
    }

    @Act
    public Recorded request(Caller caller, UUID person, UUID id, ReviewRequest request, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Determination determination = determinations.get(person, id);
            Instant now = record.hold(person).recordedAt();
            if (request.grounds().isBlank()) {
                throw Problem.unacceptable(
                        List.of(new Violation("/grounds", "Says nothing.", "Say why it should be looked at again.")));
            }
            inTime(determination, now);
            boolean already = reviews.of(person, id).stream()
                    .anyMatch(one -> one.isOpen() && one.review().origin() == Review.Origin.REQUESTED);
            if (already) {
                throw new Problem(
                        ProblemType.CONFLICT, "A review of this determination has been asked for and is open.");
            }
            return open.requested(determination, request.grounds());
        });
    }

    /** Before a notice is issued no clock runs, and where the rules set no time none does. */
    private void inTime(Determination determination, Instant now) {
        Optional<LocalDate> lastDay =
                notices.find(determination.person(), determination.id()).map(Notice::lastDay);
        ZoneId zone = rulebook.get(determination.ruleSetDigest()).ruleSet().zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (lastDay.isPresent() && today.isAfter(lastDay.get())) {
            throw Problem.unacceptable(List.of(new Violation(
                    "",
                    "The time to ask for a review ended with " + lastDay.get() + "; today is " + today + " (" + zone
                            + ").",
                    "Turn to the authority; a new determination can be asked for at any time.")));
        }
    }
}
