package org.continuum.fire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that post evidence about the same few people at once and write down what they learn. They do what clients do:
 * most send a key, some do not; some send the same request twice at the same time, some ask again for an old answer, most
 * try again when they got none.
 */
final class Clients {
    static final String SIGNER_ROLE = "program-supervisor";

    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(200);

    private final Batches batches;
    private final Api api;
    private final Ledger ledger;
    private final List<UUID> people;
    private final String run;
    private final Duration patience;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Asked> acknowledgedWithKey = new ConcurrentLinkedQueue<>();
    private final Set<UUID> known = ConcurrentHashMap.newKeySet();
    private final Queue<Recorded> untouched = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean stopped;

    /** A record that nobody has corrected, signed or retracted yet; each is touched once only. */
    private record Recorded(UUID id, UUID person) {}

    /**
     * @param run in no other run's marks and keys
     * @param patience how long they wait for an answer
     */
    Clients(Api api, Ledger ledger, List<UUID> people, String run, Duration patience) {
        this.batches = new Batches(api, ledger, people, run);
        this.api = api;
        this.ledger = ledger;
        this.people = people;
        this.run = run;
        this.patience = patience;
    }

    void start(int count, long seed) {
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed * 31 + i);
            threads.add(Thread.ofVirtual().start(() -> work(random)));
        }
        threads.add(Thread.ofVirtual().start(this::follow));
        threads.add(Thread.ofVirtual().start(() -> batches.work(() -> stopped)));
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** How many sendings got no answer, or one of 500 or more. */
    int failed() {
        return failed.get();
    }

    /** Each ends with the request that it is at. */
    void stop() {
        stopped = true;
    }

    boolean haveStopped() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Brings what was begun by the job to its end; how many jobs. */
    int finishBatches(Duration atMost) throws java.io.IOException {
        return batches.finish(atMost);
    }

    /** A new submission with a key, as everybody sends it; not sent yet, and not in the ledger. */
    Asked submission() {
        long number = ledger.next();
        UUID person = people.get((int) (number % people.size()));
        return asked(number, Asked.Kind.SUBMISSION, person, null, true, false);
    }

    private void work(Random random) {
        while (!stopped) {
            Asked old = random.nextInt(12) == 0 ? acknowledgedWithKey.poll() : null;
            if (old == null) {
                Asked asked = next(random);
                ledger.sent(asked);
                if (asked.key() != null && random.nextInt(8) == 0) {
                    Thread twin = Thread.ofVirtual().start(() -> send(asked));
                    send(asked);
                    join(twin);
                } else if (!send(asked) && asked.key() != null && random.nextInt(3) > 0) {
                    tryAgain(asked);
                }
            } else {
                send(old);
            }
        }
    }

    private void tryAgain(Asked asked) {
        for (int tries = 0; tries < 3 && !stopped; tries++) {
            Pause.millis(BEFORE_TRYING_AGAIN.toMillis());
            if (send(asked)) {
                return;
            }
        }
    }

    private boolean send(Asked asked) {
        Answer answer = api.send(asked, patience);
        ledger.answered(asked, answer);
        if (!answer.acknowledges()) {
            if (!answer.refuses()) {
                failed.incrementAndGet();
                Pause.millis(20);
            }
            return answer.refuses();
        }
        acknowledged.incrementAndGet();
        if (asked.key() != null) {
            acknowledgedWithKey.add(asked);
        }
        if (asked.kind() == Asked.Kind.SUBMISSION && asked.number() % 3 == 0) {
            UUID id = answer.receipt().id();
            if (known.add(id)) {
                untouched.add(new Recorded(id, asked.person()));
            }
        }
        return true;
    }

    private Asked next(Random random) {
        long number = ledger.next();
        boolean keyed = random.nextInt(5) > 0;
        Recorded recorded = random.nextInt(3) == 0 ? untouched.poll() : null;
        if (recorded == null) {
            UUID person = people.get(random.nextInt(people.size()));
            return asked(number, Asked.Kind.SUBMISSION, person, null, keyed, number % 3 == 0);
        }
        Asked.Kind kind = switch (random.nextInt(3)) {
            case 0 -> Asked.Kind.CORRECTION;
            case 1 -> Asked.Kind.SIGNATURE;
            default -> Asked.Kind.RETRACTION;
        };
        return asked(number, kind, recorded.person(), recorded.id(), keyed, false);
    }

    private Asked asked(long number, Asked.Kind kind, UUID person, UUID about, boolean keyed, boolean unsigned) {
        String mark = "fire-" + run + "-" + number;
        String envelope = "{\"kind\":\"exam-result\",\"person\":\"" + person
                + "\",\"occurredOn\":\"2026-05-12\",\"test\":\"Reading and writing\",\"score\":240.50,\"form\":\""
                + mark
                + "\"";
        String body = switch (kind) {
            case SUBMISSION ->
                unsigned
                        ? envelope + ",\"requiredSignatures\":[\"" + SIGNER_ROLE + "\"]}"
                        : envelope + ",  \"passed\":true}";
            case CORRECTION -> envelope + ",\"supersedes\":\"" + about + "\",\"reason\":\"The score was mistyped.\"}";
            case SIGNATURE ->
                "{\"role\":\"" + SIGNER_ROLE + "\",\"signer\":\"" + mark + "\",\"signedOn\":\"2026-05-13\"}";
            case RETRACTION -> "{\"reason\":\"" + mark + "\",\"issuerWithdrew\":false}";
            case ROW -> throw new IllegalStateException("A row is not sent alone");
        };
        return new Asked(number, kind, person, about, keyed ? mark : null, mark, body);
    }

    /** Reads feed and log as a subscriber does: what they have shown must stay as it was. */
    private void follow() {
        while (!stopped) {
            try {
                var events = api.read("/events?limit=200&after=" + ledger.lastSeen());
                events.path("items")
                        .forEach(event -> ledger.seen(
                                Long.parseLong(event.path("position").asText()),
                                event.path("id").textValue()));
                Answer checkpoint = api.get("/log/checkpoint");
                if (checkpoint.status() == 200) {
                    ledger.signed(checkpoint.body());
                }
            } catch (java.io.IOException unanswered) {
                // it is what is being tried
            }
            Pause.millis(100);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
