package org.continuum.contract;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Sends a service hostile requests that are made out of its contract, and judges each answer. The same seed makes the same
 * requests, as far as they do not hold what the service itself made up.
 */
final class Fuzzer {
    /** Longer than any answer may take on a busy machine; a longer silence is a hang. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int AT_A_TIME = 6;
    private static final int MOST_FINDINGS = 50;

    private final URI base;
    private final Attacks attacks;
    private final Judge judge;
    private final Known known;
    private final Duration patience;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Finding> findings = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

    /** One kind of finding at one operation, in its smallest form. */
    record Finding(String title, String told, String curl, AtomicInteger times) {
        @Override
        public String toString() {
            return "%s (%d times)%n    %s%n    %s".formatted(title, times.get(), told, curl);
        }
    }

    /** @param millis how long each case's answer took, ascending */
    record Report(long seed, Map<Integer, Integer> statuses, List<Finding> findings, int[] millis) {
        int cases() {
            return millis.length;
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%d cases of seed %d: %d findings; answers %s; milliseconds: median %d, 99%% %d, most %d",
                    cases(),
                    seed,
                    findings.size(),
                    statuses,
                    millis[cases() / 2],
                    millis[cases() * 99 / 100],
                    millis[cases() - 1]);
        }
    }

    Fuzzer(URI base, ContractDocument contract, Attacks attacks, Known known) {
        this(base, contract, attacks, known, PATIENCE);
    }

    Fuzzer(URI base, ContractDocument contract, Attacks attacks, Known known, Duration patience) {
        this.base = base;
        this.attacks = attacks;
        this.judge = new Judge(contract);
        this.known = known;
        this.patience = patience;
    }

    Report run(int cases, long seed) throws InterruptedException {
        AtomicIntegerArray millis = new AtomicIntegerArray(cases);
        List<Throwable> stuck = java.util.Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_A_TIME; i++) {
                workers.execute(() -> {
                    try {
                        work(cases, seed, millis);
                    } catch (RuntimeException | IOException | Error e) {
                        stuck.add(e);
                    }
                });
            }
        }
        if (!stuck.isEmpty()) {
            throw new IllegalStateException("The fuzzer itself failed", stuck.getFirst());
        }
        int[] sorted = new int[cases];
        Arrays.setAll(sorted, millis::get);
        Arrays.sort(sorted);
        Map<Integer, Integer> counted = new TreeMap<>();
        statuses.forEach((status, times) -> counted.put(status, times.get()));
        return new Report(seed, counted, List.copyOf(new TreeMap<>(findings).values()), sorted);
    }

    private void work(int cases, long seed, AtomicIntegerArray millis) throws IOException {
        Line[] line = new Line[1];
        try {
            for (int number = next.getAndIncrement(); number < cases; number = next.getAndIncrement()) {
                Random random = new Random(seed * 1_000_003L + number);
                ContractDocument.Operation operation = attacks.operation(random);
                Draft fine = attacks.fine(operation, random);
                List<Attacks.Spoiling> spoilings = attacks.spoilings(operation, random);
                Draft sent = spoiled(fine, spoilings);
                long begun = System.nanoTime();
                Optional<Judge.Verdict> verdict = exchange(line, sent);
                if (!sent.broken) { // a server may wait for what a broken request has only promised
                    millis.set(number, (int) ((System.nanoTime() - begun) / 1_000_000));
                }
                verdict.ifPresent(found -> tell(operation, fine, spoilings, found));
            }
        } finally {
            if (line[0] != null) {
                line[0].close();
            }
        }
    }

    private static Draft spoiled(Draft fine, List<Attacks.Spoiling> spoilings) {
        Draft draft = fine.copy();
        spoilings.forEach(one -> one.on(draft));
        return draft;
    }

    private Optional<Judge.Verdict> exchange(@Nullable Line[] line, Draft draft) throws IOException {
        byte[] bytes = draft.bytes(base);
        if (draft.cut) {
            try (Line own = Line.to(base, patience)) {
                own.drop(bytes);
            }
            return Optional.empty();
        }
        IOException failure = new IOException("never sent");
        for (int attempt = 0; attempt < 3; attempt++) { // a server may end a connection that it kept
            try {
                Line used = line[0];
                if (used == null || !used.isOpen()) {
                    used = Line.to(base, patience);
                    line[0] = used;
                }
                Reply reply = used.ask(bytes, draft.method.equals("HEAD"));
                if (draft.broken) {
                    used.close(); // what was left of it would be read as the next request
                }
                statuses.computeIfAbsent(reply.status(), status -> new AtomicInteger())
                        .incrementAndGet();
                known.learn(draft, reply);
                return judge.judge(draft, reply);
            } catch (SocketTimeoutException silence) {
                return draft.broken
                        ? Optional.empty()
                        : Optional.of(new Judge.Verdict("silence", "no answer within " + patience));
            } catch (IOException e) {
                failure = e;
            }
        }
        return draft.broken
                ? Optional.empty()
                : Optional.of(new Judge.Verdict("no answer", String.valueOf(failure.getMessage())));
    }

    /** Leaves out what does not matter, and keeps one of each kind. */
    private void tell(
            ContractDocument.Operation operation, Draft fine, List<Attacks.Spoiling> spoilings, Judge.Verdict found) {
        String title = found.kind() + " at " + operation;
        Finding known = findings.get(title);
        if (known != null) {
            known.times().incrementAndGet();
            return;
        }
        if (findings.size() >= MOST_FINDINGS) {
            return;
        }
        List<Attacks.Spoiling> needed = new ArrayList<>(spoilings);
        if (!found.kind().equals("silence")) {
            for (Attacks.Spoiling one : spoilings) {
                List<Attacks.Spoiling> fewer = new ArrayList<>(needed);
                fewer.remove(one);
                if (isFound(spoiled(fine, fewer), found.kind())) {
                    needed = fewer;
                }
            }
        }
        String by = String.join(
                " and ", needed.stream().map(Attacks.Spoiling::what).distinct().toList());
        findings.putIfAbsent(
                title,
                new Finding(
                        title,
                        "by spoiling " + (by.isEmpty() ? "nothing" : by) + ": " + found.told(),
                        spoiled(fine, needed).curl(base),
                        new AtomicInteger(1)));
    }

    private boolean isFound(Draft draft, String kind) {
        Line[] own = new Line[1];
        try {
            boolean found = exchange(own, draft)
                    .filter(again -> again.kind().equals(kind))
                    .isPresent();
            if (own[0] != null) {
                own[0].close();
            }
            return found;
        } catch (IOException e) {
            return false;
        }
    }
}
