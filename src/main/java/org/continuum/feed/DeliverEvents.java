package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.continuum.access.AccessLog;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.continuum.http.Exchange;
import org.continuum.trail.ServiceTime;

/**
 * Delivers what is due to one subscription, one event after the other in the order of the sequence: an event is brought
 * only when all before it have been accepted or given up.
 */
@ApplicationScoped
class DeliverEvents {
    private static final int PAGE = 50;

    /** After so many pages it is another subscription's turn. */
    private static final int PAGES = 20;

    /** Refused events in a row after which it is hardly the events. */
    static final int MOST_GIVEN_UP = 5;

    private final Database database;
    private final ReadFeed feed;
    private final AccessLog accesses;
    private final Courier courier;
    private final Claims claims;
    private final Deliveries deliveries;
    private final SubscriptionSecrets secrets;
    private final DisableSubscription disable;
    private final DeliveryFigures figures;
    private final ServiceTime time;

    DeliverEvents(
            Database database,
            ReadFeed feed,
            AccessLog accesses,
            Courier courier,
            Claims claims,
            Deliveries deliveries,
            SubscriptionSecrets secrets,
            DisableSubscription disable,
            DeliveryFigures figures,
            ServiceTime time) {
        this.database = database;
        this.feed = feed;
        this.accesses = accesses;
        this.courier = courier;
        this.claims = claims;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.disable = disable;
        this.figures = figures;
        this.time = time;
    }

    /**
     * Until nothing is due any more, or the claim is lost. When it throws, the claim ends by itself, as a pause.
     *
     * @param stopped whether to end after the event that it is at
     */
    void deliver(Claim claim, BooleanSupplier stopped) throws InterruptedException {
        Optional<Claim> at = Optional.of(claim);
        for (int page = 0; page < PAGES && at.isPresent() && !stopped.getAsBoolean(); page++) {
            long before = at.get().position();
            at = deliverPage(at.get(), stopped);
            if (at.isPresent() && at.get().position() == before) {
                break;
            }
        }
        claims.release(claim);
    }

    /** Empty if nothing more may be delivered now. */
    private Optional<Claim> deliverPage(Claim claim, BooleanSupplier stopped) throws InterruptedException {
        Events events =
                feed.after(DisableSubscription.itself(claim), claim.position(), PAGE, Set.copyOf(claim.types()));
        Claim at = claim;
        for (Event event : events.items()) {
            Optional<Claim> next = stopped.getAsBoolean() ? Optional.empty() : deliver(event, at);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return events.next() == at.position() ? Optional.of(at) : passed(at, events.next());
    }

    private Optional<Claim> passed(Claim claim, long position) {
        Claim passed = claim.passed(position);
        return deliveries.pass(passed) ? Optional.of(passed) : Optional.empty();
    }

    /**
     * Whether the subscriber may learn of it now; since its page was read, minutes may have gone by. That it is told of a person is on
     * her record before a byte leaves; each attempt brings it again.
     */
    private boolean mayBeTold(Event event, Claim claim) {
        UUID person = event.person();
        if (person == null) {
            return true;
        }
        Caller caller = DisableSubscription.itself(claim);
        Exchange delivery = new Exchange(Subscribe.OPERATION, event.id().toString());
        return database.as(caller, () -> {
            Audience audience = feed.audience(caller.organization(), Set.of(person));
            boolean may = audience.mayLearnOf(event);
            if (may) {
                accesses.noteDelivery(
                        caller, delivery, person, audience.relations().getOrDefault(person, Set.of()));
            }
            return may;
        });
    }

    /** Empty if nothing more may be delivered now. The secrets are those of this moment: one that was removed signs nothing more. */
    private Optional<Claim> deliver(Event event, Claim claim) throws InterruptedException {
        List<byte[]> keys =
                database.as(ServiceIdentity.WEBHOOKS, () -> secrets.open(claim.organization(), claim.subscription()));
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (!mayBeTold(event, claim)) {
            return passed(claim, Long.parseLong(event.position()));
        }
        Attempt attempt = courier.bring(event, claim, keys, time.now());
        figures.tried(attempt);
        long position = Long.parseLong(event.position());
        int attempts = claim.attempts() + 1;
        Instant at = time.now();
        return switch (attempt) {
            case Attempt.Accepted accepted ->
                recorded(claim.accepted(position), event, DeliveryState.DELIVERED, attempts, accepted, at);
            case Attempt.Gone gone -> disabled(claim, DisabledFor.GONE, event, attempts, gone, at);
            case Attempt.Refused refused -> {
                if (again(claim, event, attempts, refused, at)) {
                    yield Optional.empty();
                }
                yield claim.givenUpInARow() + 1 < MOST_GIVEN_UP
                        ? recorded(claim.givenUp(position), event, DeliveryState.DEAD, attempts, refused, at)
                        : disabled(claim, DisabledFor.REFUSED, event, attempts, refused, at);
            }
            case Attempt.Unavailable unavailable ->
                again(claim, event, attempts, unavailable, at)
                        ? Optional.empty()
                        : disabled(claim, DisabledFor.UNREACHABLE, event, attempts, unavailable, at);
            case Attempt.Unanswered unanswered ->
                again(claim, event, attempts, unanswered, at)
                        ? Optional.empty()
                        : disabled(claim, DisabledFor.UNREACHABLE, event, attempts, unanswered, at);
        };
    }

    private Optional<Claim> recorded(
            Claim after, Event event, DeliveryState state, int attempts, Attempt attempt, Instant at) {
        boolean ours = deliveries.record(after, event, state, attempts, attempt, at, null);
        return ours ? Optional.of(after) : Optional.empty();
    }

    /** Whether there is another attempt, later. */
    private boolean again(Claim claim, Event event, int attempts, Attempt attempt, Instant at) {
        Optional<Duration> pause = Backoff.after(attempt, attempts, ThreadLocalRandom.current());
        pause.ifPresent(
                wait -> deliveries.record(claim, event, DeliveryState.RETRYING, attempts, attempt, at, at.plus(wait)));
        return pause.isPresent();
    }

    private Optional<Claim> disabled(
            Claim claim, DisabledFor reason, Event event, int attempts, Attempt attempt, Instant at) {
        disable.disable(DisableSubscription.itself(claim), claim, reason, event, attempts, attempt, at);
        return Optional.empty();
    }
}
