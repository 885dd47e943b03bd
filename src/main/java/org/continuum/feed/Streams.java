package org.continuum.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.continuum.access.Caller;
import org.continuum.access.Exclusions;
import org.continuum.access.Token;
import org.continuum.http.Exchange;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.trail.ServiceTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The open streams of this instance. Each reads as the feed does and asks for more only when its client has taken what it
 * got; while it waits it holds a virtual thread, no connection and no other thread.
 */
@ApplicationScoped
class Streams {
    private static final int PAGE = 100;

    /** Reading at the same time, so that streams which all wake at once leave connections to everybody else. */
    private static final int READING = 4;

    private final ReadFeed feed;
    private final Exclusions exclusions;
    private final TrailEnd trailEnd;
    private final ServiceTime time;
    private final int most;
    private final Duration heartbeat;
    private final Map<UUID, Integer> open = new ConcurrentHashMap<>();
    private final Semaphore reading = new Semaphore(READING);

    Streams(
            ReadFeed feed,
            Exclusions exclusions,
            TrailEnd trailEnd,
            ServiceTime time,
            MeterRegistry meters,
            @ConfigProperty(name = "continuum.streams.per-organization", defaultValue = "10") int most,
            @ConfigProperty(name = "continuum.streams.heartbeat", defaultValue = "15s") Duration heartbeat) {
        this.feed = feed;
        this.exclusions = exclusions;
        this.trailEnd = trailEnd;
        this.time = time;
        this.most = most;
        this.heartbeat = heartbeat;
        meters.gaugeMapSize("continuum.streams.organizations", List.of(), open);
    }

    /** @throws Problem "too many" beyond what an organization may have open at one instance */
    Multi<OutboundSseEvent> open(
            Caller caller, Exchange answered, Token token, long after, Set<String> types, Sse sse) {
        enter(caller.organization());
        AtomicBoolean left = new AtomicBoolean();
        Stream stream = new Stream(caller, answered, token, types, sse, after);
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().item(stream::next).runSubscriptionOn(Streams::start))
                .whilst(batch -> stream.goesOn())
                .onItem()
                .transformToMultiAndConcatenate(batch -> Multi.createFrom().iterable(batch))
                .onTermination()
                .invoke(() -> {
                    if (left.compareAndSet(false, true)) {
                        leave(caller.organization());
                    }
                });
    }

    private static void start(Runnable work) {
        Thread.ofVirtual().name("stream").start(work);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void enter(UUID organization) {
        open.compute(organization, (id, now) -> {
            int before = now == null ? 0 : now;
            if (before >= most) {
                throw new Problem(
                        ProblemType.TOO_MANY,
                        "Your organization has " + most + " streams open here, as many as it may.");
            }
            return before + 1;
        });
    }

    private void leave(UUID organization) {
        open.computeIfPresent(organization, (id, now) -> now == 1 ? null : now - 1);
    }

    /** One client's place in the sequence. Used by one thread at a time. */
    private final class Stream {
        private final Caller caller;
        private final Exchange answered;
        private final Token token;
        private final Set<String> types;
        private final Sse sse;
        private volatile long position;
        private volatile boolean over;

        Stream(Caller caller, Exchange answered, Token token, Set<String> types, Sse sse, long after) {
            this.caller = caller;
            this.answered = answered;
            this.token = token;
            this.types = types;
            this.sse = sse;
            this.position = after;
        }

        boolean goesOn() {
            return !over && !trailEnd.isClosed() && token.lasts();
        }

        /** What follows, or a sign of life. */
        List<OutboundSseEvent> next() {
            try {
                long begun = System.nanoTime();
                while (goesOn()) {
                    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
                    Duration left = shorter(heartbeat.minus(waited), Duration.between(time.now(), token.end()));
                    if (!left.isPositive()) {
                        break;
                    }
                    if (trailEnd.awaitBeyond(position, left) > position) {
                        List<OutboundSseEvent> batch = read(left);
                        if (!batch.isEmpty()) {
                            return batch;
                        }
                    }
                }
                return List.of(alive());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }

        private List<OutboundSseEvent> read(Duration atMost) throws InterruptedException {
            Optional<Events> found = found();
            if (found.isEmpty()) {
                trailEnd.awaitBeyond(Long.MAX_VALUE, atMost);
                return List.of();
            }
            Events events = found.get();
            List<OutboundSseEvent> batch = new ArrayList<>();
            for (Event event : events.items()) {
                batch.add(sse.newEventBuilder()
                        .id(event.position())
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(event)
                        .build());
            }
            position = events.next();
            return batch;
        }

        /** Empty where the client has been told of as many persons as it may for now. */
        private Optional<Events> found() throws InterruptedException {
            reading.acquire();
            try {
                over = !exclusions.letGoOn(token);
                return Optional.of(
                        over ? new Events(List.of(), position) : feed.after(caller, answered, position, PAGE, types));
            } catch (Problem refused) {
                if (refused.type() != ProblemType.TOO_MANY) {
                    throw refused;
                }
                return Optional.empty();
            } finally {
                reading.release();
            }
        }

        /** Browsers and libraries remember its id although it is no event, and go on from there. */
        private OutboundSseEvent alive() {
            return sse.newEventBuilder().id(Long.toString(position)).comment("").build();
        }
    }
}
