package org.continuum.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.continuum.access.Caller;
import org.continuum.access.Unwalled;
import org.continuum.http.Ids;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrailTest {
    @Inject
    Acting acting;

    @Inject
    Trail trail;

    @Test
    void a_persons_entries_are_numbered_without_a_gap_and_in_time_under_32_concurrent_writers() throws Exception {
        UUID person = Ids.next();
        Caller caller = Acting.somebody();
        List<Future<Receipt>> running = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                running.add(threads.submit(() -> acting.append(caller, person)));
            }
        }
        List<Receipt> receipts = new ArrayList<>();
        for (Future<Receipt> each : running) {
            receipts.add(each.get());
        }
        receipts.sort((a, b) -> Long.compare(a.personSeq(), b.personSeq()));
        assertEquals(
                LongStream.rangeClosed(1, 32).boxed().toList(),
                receipts.stream().map(Receipt::personSeq).toList());
        List<Instant> times = receipts.stream().map(Receipt::recordedAt).toList();
        assertEquals(times.stream().sorted().toList(), times);
    }

    @Test
    void a_failed_act_leaves_neither_entry_nor_gap() {
        UUID person = Ids.next();
        Caller caller = Acting.somebody();
        acting.append(caller, person);
        assertThrows(
                IllegalStateException.class,
                () -> acting.inAct(caller, () -> {
                    trail.append(Acting.entry(person));
                    throw new IllegalStateException("changed its mind");
                }));
        assertEquals(2, acting.append(caller, person).personSeq());
    }

    @Test
    void an_entry_about_nobody_has_no_number() {
        assertNull(acting.append(Acting.somebody(), null).personSeq());
    }

    @Test
    void the_entry_names_who_acted_for_whom() throws SQLException {
        Caller caller = Acting.somebody();
        Receipt receipt = acting.append(caller, Ids.next());
        assertEquals(
                caller.organization() + " tester",
                text("SELECT organization_id || ' ' || actor FROM trail_entry WHERE id = '" + receipt.entry() + "'"));
    }

    @Test
    void a_write_without_identity_is_refused() {
        UUID person = Ids.next();
        assertThrows(
                IllegalStateException.class,
                () -> QuarkusTransaction.requiringNew().run(() -> trail.append(Acting.entry(person))));
        assertThrows(
                IllegalStateException.class,
                () -> QuarkusTransaction.requiringNew().run(() -> trail.append(Acting.entry(null))));
    }

    @Test
    void a_write_outside_of_any_transaction_is_refused() {
        assertThrows(RuntimeException.class, () -> trail.append(Acting.entry(Ids.next())));
    }

    @Test
    void the_commitment_can_be_opened_with_salt_and_bytes_and_differs_for_equal_bytes() throws SQLException {
        Caller caller = Acting.somebody();
        Receipt one = acting.append(caller, Ids.next());
        Receipt other = acting.append(caller, Ids.next());
        assertFalse(one.commitment().equals(other.commitment()));
        String salt = text("SELECT encode(salt, 'hex') FROM trail_entry WHERE id = '" + one.entry() + "'");
        byte[] opened = Hashing.sha256(new byte[] {2}, HexFormat.of().parseHex(salt), "{}".getBytes(UTF_8));
        assertEquals(one.commitment(), HexFormat.of().formatHex(opened));
    }

    private String text(String query) throws SQLException {
        try (var connection = Unwalled.open();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
