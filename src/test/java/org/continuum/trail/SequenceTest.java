package org.continuum.trail;

import static org.continuum.trial.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.continuum.access.Caller;
import org.continuum.access.Unwalled;
import org.continuum.http.Ids;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SequenceTest {
    @Inject
    Acting acting;

    @Inject
    Trail trail;

    @Inject
    TrailEntries entries;

    @Inject
    Sequencer sequencer;

    private final Caller caller = Acting.somebody();

    /** One act inserts first and commits last. A reader by insertion order passes it by for ever; ours does not. */
    @Test
    void an_act_that_commits_late_is_not_skipped_although_a_reader_by_insertion_order_skips_it() throws Exception {
        long position = sequenceAll();
        UUID serial = Ids.next();
        CountDownLatch appended = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Receipt> late = threads.submit(() -> acting.inAct(caller, () -> {
                Receipt receipt = trail.append(acting.ours(Ids.next()));
                appended.countDown();
                waitFor(commit);
                return receipt;
            }));
            waitFor(appended);
            UUID early = acting.append(caller, Ids.next()).entry();

            List<UUID> naive = readByInsertionOrder(serial);
            List<UUID> read = await().until(() -> ids(acting.after(position, 100)), seen -> seen.contains(early));
            assertTrue(naive.contains(early));
            commit.countDown();
            UUID latecomer = late.get().entry();

            List<UUID> naiveLater = readByInsertionOrder(naive.getLast());
            assertFalse(naive.contains(latecomer) || naiveLater.contains(latecomer), "the sabotage must skip");
            List<UUID> later = await().until(
                            () -> ids(acting.after(position + read.size(), 100)), seen -> seen.contains(latecomer));
            assertFalse(read.contains(latecomer));
            assertTrue(later.contains(latecomer));
        }
    }

    @Test
    void a_reader_who_follows_many_writers_and_several_sequencers_sees_everything_once_and_without_a_gap()
            throws Exception {
        long start = sequenceAll();
        List<Future<List<UUID>>> writers = new ArrayList<>();
        List<Sequenced> read = new ArrayList<>();
        Set<UUID> written = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                UUID person = Ids.next();
                writers.add(threads.submit(() -> write(person, 20)));
            }
            while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                threads.submit(sequencer::sequence);
                read.addAll(acting.after(start + read.size(), 7));
            }
            for (Future<List<UUID>> writer : writers) {
                written.addAll(writer.get());
            }
        }
        long end = sequenceAll();
        while (start + read.size() < end) {
            read.addAll(acting.after(start + read.size(), 7));
        }
        assertEquals(160, written.size());
        assertEquals(
                LongStream.rangeClosed(start + 1, end).boxed().toList(),
                read.stream().map(Sequenced::position).toList());
        assertEquals(read.size(), new HashSet<>(ids(read)).size());
        assertTrue(ids(read).containsAll(written));
        for (UUID person : read.stream().map(Sequenced::person).distinct().toList()) {
            List<Long> numbers = read.stream()
                    .filter(each -> person.equals(each.person()))
                    .map(Sequenced::personSeq)
                    .toList();
            assertEquals(numbers.stream().sorted().toList(), numbers);
        }
    }

    @Test
    void an_entry_is_sequenced_without_anybody_asking() {
        UUID entry = acting.append(caller, null).entry();
        await().until(() -> ids(all()).contains(entry));
    }

    private List<UUID> write(UUID person, int count) {
        List<UUID> written = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            written.add(acting.inAct(caller, () -> {
                UUID entry = trail.append(acting.ours(person)).entry();
                dawdle();
                return entry;
            }));
        }
        return written;
    }

    /** So that transactions commit in another order than they insert. */
    private static void dawdle() {
        long until = System.nanoTime() + ThreadLocalRandom.current().nextLong(3_000_000);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    /** What a feed by an ascending key would answer; ids of entries ascend as serials do. */
    private List<UUID> readByInsertionOrder(UUID after) throws SQLException {
        try (Connection connection = Unwalled.open();
                var query = connection.prepareStatement(
                        "SELECT id FROM trail_entry WHERE id > ? AND organization_id = ? ORDER BY id")) {
            query.setObject(1, after);
            query.setObject(2, caller.organization());
            try (var rows = query.executeQuery()) {
                List<UUID> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(rows.getObject(1, UUID.class));
                }
                return read.isEmpty() ? List.of(after) : read;
            }
        }
    }

    /** The last position, once nothing waits. */
    private long sequenceAll() {
        await().until(() -> {
            sequencer.sequence();
            return number("SELECT count(*) FROM trail_queue") == 0;
        });
        return number("SELECT coalesce(max(position), 0) FROM trail_position");
    }

    private List<Sequenced> all() {
        return acting.after(0, Integer.MAX_VALUE);
    }

    private long number(String query) {
        try (Connection connection = Unwalled.open();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<UUID> ids(List<Sequenced> entries) {
        return entries.stream().map(Sequenced::id).toList();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
