package org.continuum.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {
    @ParameterizedTest
    @CsvSource({
        "08001, true, nobody listens",
        "08006, true, the connection broke",
        "08P01, true, half a message",
        "53100, true, the disk is full",
        "53300, true, too many connections",
        "57P01, true, shut down by its administrator",
        "57P02, true, crashed",
        "57P03, true, starting up",
        "57014, true, took too long",
        "55P03, true, waited too long for a lock",
        "25006, true, has become a replica",
        "23505, false, a key is there twice",
        "22P02, false, no such text for the type",
        "42703, false, no such column",
        "42501, false, not allowed",
        "40001, false, two acts at once",
        "40P01, true, two acts waited for each other and this one gave way",
        "XX000, false, a fault of its own"
    })
    void the_database_s_word_for_it_decides(String state, boolean outage, String said) {
        assertThat(Outage.isBehind(new IllegalStateException("wrapped", new SQLException(said, state))))
                .isEqualTo(outage);
    }

    @Test
    void it_is_found_however_it_was_wrapped() {
        var broken = new SQLException("gone", "08006");
        var rolledBack = new IllegalStateException("rolled back");
        rolledBack.addSuppressed(new BatchUpdateException("a batch", "XX000", 0, new int[0], broken));
        assertThat(Outage.isBehind(new RuntimeException(rolledBack))).isTrue();
        assertThat(Outage.isBehind(new SQLException("no connection came free", new TimeoutException())))
                .isTrue();
    }

    @Test
    void nothing_else_is_taken_for_one() {
        var circle = new IllegalStateException("a");
        circle.addSuppressed(new IllegalStateException("b", circle));
        assertThat(Outage.isBehind(circle)).isFalse();
        assertThat(Outage.isBehind(new IOException(new TimeoutException("another's"))))
                .isFalse();
        assertThat(Outage.isBehind(new SQLException("without a word"))).isFalse();
    }
}
