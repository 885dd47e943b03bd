package org.continuum.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.continuum.people.Registry.as;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Exclusions;
import org.continuum.access.Role;
import org.continuum.access.Token;
import org.continuum.people.Registry;
import org.junit.jupiter.api.Test;

/** An upload has as much time as it needs, while its sender is let in. */
@QuarkusTest
class SlowUploadTest {
    @Inject
    Database database;

    @Inject
    BulkJobs bulkJobs;

    @Inject
    StoreRows store;

    @Inject
    ReadRows rows;

    @Inject
    Exclusions exclusions;

    private final String subject = "s-" + UUID.randomUUID();
    private long now = Long.MAX_VALUE - 5; // the machine's count may run over

    @Test
    void an_upload_of_many_minutes_is_taken_whole_from_whoever_may_go_on() {
        Dripping upload = new Dripping(20, () -> {});
        assertThat(receive(upload, Instant.now().plusSeconds(3_000)).rows()).isEqualTo(20);
    }

    @Test
    void a_sender_that_is_shut_out_keeps_no_place_by_being_slow() {
        Dripping upload = new Dripping(20, this::shutOut);
        assertThatThrownBy(() -> receive(upload, Instant.now().plusSeconds(3_000)))
                .isInstanceOf(UnauthorizedException.class);
        assertThat(upload.rows)
                .as("shut out with the fifth, asked by the minute")
                .isEqualTo(6);
    }

    @Test
    void a_sender_whose_token_has_ended_keeps_no_place_by_being_slow() {
        Dripping upload = new Dripping(20, () -> {});
        assertThatThrownBy(() -> receive(upload, Instant.now().minusSeconds(5)))
                .isInstanceOf(UnauthorizedException.class);
        assertThat(upload.rows).isEqualTo(3);
    }

    private RowsReceived receive(Dripping upload, Instant end) {
        ReceiveRows receive = new ReceiveRows(database, bulkJobs, store, rows, exclusions, 1_000, () -> now);
        UUID university = Registry.provider();
        return receive.receive(
                new Caller(university, subject, "Sam", Set.of(Role.PROGRAM_SUBMITTER)),
                new Token(subject, Set.of(), end.minusSeconds(3_600), end),
                new Jobs(university).create(),
                1,
                Jobs.NDJSON,
                upload);
    }

    private void shutOut() {
        as(UUID.randomUUID(), Role.OPERATOR)
                .body(Map.of("excluded", "subject", "name", subject, "reason", "left the office"))
                .post("/exclusions")
                .then()
                .statusCode(201);
    }

    /** A row at a time, each after twenty seconds, and something that happens with the fifth. */
    private final class Dripping extends ByteArrayInputStream {
        private static final String ROW = "{}\n";

        private final Runnable happening;
        private int rows;

        Dripping(int rows, Runnable happening) {
            super(Jobs.bytes(ROW.repeat(rows)));
            this.happening = happening;
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            int read = super.read(buffer, offset, ROW.length());
            if (read > 0) {
                now += Duration.ofSeconds(20).toNanos();
                rows++;
            }
            if (rows == 5) {
                happening.run();
            }
            return read;
        }
    }
}
