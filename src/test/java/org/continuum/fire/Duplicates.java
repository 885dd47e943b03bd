package org.continuum.fire;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same requests again and again, at the same time and later, by many clients.
 *
 * @param keys different requests
 * @param sendings of all of them together
 * @param answered of the sendings, with 201
 * @param failed of the sendings, with no answer or one of 500 or more; each was sent again
 */
record Duplicates(int keys, int sendings, int answered, int failed, Verdict verdict) {
    private static final int CLIENTS = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Sends each of the requests so many times, in disorder. */
    static Duplicates send(Site site, int keys, int times, long seed) throws InterruptedException, SQLException {
        Clients clients = site.clients(PATIENCE);
        List<Asked> sendings = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
            Asked asked = clients.submission();
            site.ledger.sent(asked);
            sendings.addAll(Collections.nCopies(times, asked));
        }
        // Some stand together, as twins do that are sent at once; the rest come whenever they come.
        Collections.shuffle(sendings.subList(sendings.size() / 2, sendings.size()), new Random(seed));
        AtomicInteger next = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int at = next.getAndIncrement(); at < sendings.size(); at = next.getAndIncrement()) {
                    (sendOnce(site, sendings.get(at)) ? answered : failed).incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        try (Connection superuser = site.postgres.asSuperuser()) {
            Comparison now = new Comparison(superuser);
            Verdict verdict = now.with(site.ledger);
            sendings.stream()
                    .distinct()
                    .filter(asked -> !now.has(asked))
                    .forEach(asked -> verdict.lost().add("request " + asked.number() + " has had no effect"));
            return new Duplicates(keys, sendings.size(), answered.get(), failed.get(), verdict);
        }
    }

    private static boolean sendOnce(Site site, Asked asked) {
        Answer answer = site.api.send(asked, PATIENCE);
        site.ledger.answered(asked, answer);
        return answer.acknowledges();
    }
}
