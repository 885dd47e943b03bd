package org.continuum.log;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.continuum.launch.Superuser;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stored log: what it serves, how it grows, and that it signs nothing it cannot read back. */
@QuarkusTest
class LogTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    /** The sequencer's: whoever holds it is alone with the log. */
    private static final String ALONE = "SELECT pg_advisory_xact_lock(" + 0x636f6e74696e7501L + ")";

    @Inject
    Log log;

    @Inject
    LogKey key;

    @Inject
    Database database;

    @TestHTTPResource("/")
    URI service;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void something_is_in_it() {
        Registry.person(Registry.provider());
        await().until(() -> database.as(ServiceIdentity.CHECK, log::checkpoint).isPresent());
    }

    @Test
    void a_stranger_can_rebuild_the_signed_root_from_the_entries_that_are_served() throws Exception {
        HttpResponse<byte[]> note = get("log/checkpoint");
        assertThat(note.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        Checkpoint checkpoint = Checkpoint.of(new String(note.body(), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(checkpoint.isSignedBy(key.verifier())).isTrue();
        List<byte[]> leaves = new ArrayList<>();
        for (long tile = 0; leaves.size() < checkpoint.size(); tile++) {
            int width = (int) Math.min(256, checkpoint.size() - leaves.size());
            byte[] bundle = get("log/tile/" + new TileAddress(TileAddress.ENTRIES, tile, width).path())
                    .body();
            byte[] hashes =
                    get("log/tile/" + new TileAddress(0, tile, width).path()).body();
            assertThat(bundle).hasSize(width * 123);
            for (int i = 0; i < width; i++) {
                assertThat(bundle[123 * i + 1]).isEqualTo((byte) 121);
                byte[] leaf = Merkle.leaf(Arrays.copyOfRange(bundle, 123 * i + 2, 123 * i + 123));
                assertThat(leaf).isEqualTo(Arrays.copyOfRange(hashes, 32 * i, 32 * i + 32));
                leaves.add(leaf);
            }
        }
        assertThat(Merkle.root(checkpoint.size(), tree(leaves))).isEqualTo(checkpoint.root());
    }

    @Test
    void a_tile_may_be_kept_for_ever_and_what_is_no_tile_is_not_found() throws Exception {
        HttpResponse<byte[]> tile = get("log/tile/0/000.p/1");
        assertThat(tile.statusCode()).isEqualTo(200);
        assertThat(tile.headers().allValues("Cache-Control")).containsExactly("public, max-age=31536000, immutable");
        assertThat(get("log/checkpoint").headers().allValues("Cache-Control")).containsExactly("no-store");
        for (String path : List.of(
                "0/x999/999",
                "0/0",
                "7/000",
                "64/000",
                "entries/x999/000",
                "0/000.p/256",
                "x/000",
                // 2^56, 2^55 - 1 and 2^57 + 1: 256 times that is no number of an entry
                "entries/x072/x057/x594/x037/x927/936.p/1",
                "entries/x036/x028/x797/x018/x963/967.p/1",
                "entries/x144/x115/x188/x075/x855/873.p/1")) {
            assertThat(get("log/tile/" + path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void the_keys_are_published() {
        given().get("/log/keys")
                .then()
                .statusCode(200)
                .body("key", hasItem(key.verifier().written()));
    }

    /** Every tree the beginning of the next. */
    @Test
    void it_grows_by_batches_each_the_continuation_of_the_last() throws SQLException {
        Random random = new Random(20);
        alone(connection -> {
            Checkpoint before = Log.checkpoint(connection).orElseThrow();
            long end = before.size() + 2_000;
            while (before.size() < end) {
                int batch = 1 + random.nextInt(600);
                Checkpoint after = log.append(connection, entries(random, batch), NOW);
                assertThat(after.size()).isEqualTo(before.size() + batch);
                List<byte[]> proof = Merkle.consistency(before.size(), after.size(), new Tiles(connection));
                assertThat(Merkle.consistent(before.size(), before.root(), after.size(), after.root(), proof))
                        .isTrue();
                before = after;
            }
        });
    }

    @Test
    void after_a_change_of_the_key_the_new_one_signs_and_the_old_notes_stay_good() throws SQLException {
        LogKey next = Keys.fresh(key.origin());
        alone(connection -> {
            Checkpoint before = Log.checkpoint(connection).orElseThrow();
            Checkpoint after = new Log(database, next).append(connection, entries(new Random(1), 3), NOW);
            assertThat(after.isSignedBy(next.verifier())).isTrue();
            assertThat(after.isSignedBy(key.verifier())).isFalse();
            assertThat(before.isSignedBy(key.verifier())).isTrue();
        });
    }

    @Test
    void one_flipped_bit_between_writing_and_signing_is_not_signed() throws SQLException {
        for (String table : List.of("log_tile.hashes", "log_entry.entry")) {
            alone(connection -> {
                LyingDisk.under(connection, table.split("\\.")[0], table.split("\\.")[1]);
                assertThatThrownBy(() -> log.append(connection, entries(new Random(2), 300), NOW))
                        .as(table)
                        .isInstanceOf(Tampered.class);
            });
        }
    }

    @Test
    void one_flipped_bit_in_what_was_signed_before_is_noticed_at_the_next_batch() throws SQLException {
        alone(connection -> {
            // Of a tile that is full the next batch reads nothing.
            long size = Log.checkpoint(connection).orElseThrow().size();
            log.append(connection, entries(new Random(3), (size + 300) % 256 == 0 ? 301 : 300), NOW);
            try (var statement = connection.createStatement()) {
                statement.execute("SET LOCAL session_replication_role = replica");
                statement.execute(
                        "UPDATE log_tile SET hashes = set_bit(hashes, 3, 1 - get_bit(hashes, 3)) WHERE level = 0"
                                + " AND number = (SELECT max(number) FROM log_tile WHERE level = 0)");
            }
            assertThatThrownBy(() -> log.append(connection, entries(new Random(4), 1), NOW))
                    .isInstanceOf(Tampered.class);
        });
    }

    @Test
    void a_tile_only_grows_even_for_the_owner() throws SQLException {
        alone(connection -> {
            try (var statement = connection.createStatement()) {
                for (String change : List.of(
                        "UPDATE log_tile SET hashes = substring(hashes from 33) || hashes",
                        "UPDATE log_tile SET number = number + 1000",
                        "DELETE FROM log_tile")) {
                    var savepoint = connection.setSavepoint();
                    assertThatThrownBy(() -> statement.execute(change))
                            .as(change)
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    e -> assertThat(e.getSQLState()).isEqualTo("23000"));
                    connection.rollback(savepoint);
                }
            }
        });
    }

    /** Does something with the log in a transaction that ends without effect. */
    private static void alone(Work work) throws SQLException {
        try (Connection connection = Superuser.connect()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(ALONE);
                work.with(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private static List<byte[]> entries(Random random, int count) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] entry = new byte[121];
            random.nextBytes(entry);
            entries.add(entry);
        }
        return entries;
    }

    private static Merkle.Subtrees tree(List<byte[]> leaves) {
        return new Merkle.Subtrees() {
            @Override
            public byte[] hash(int level, long number) {
                return level == 0
                        ? leaves.get((int) number)
                        : Merkle.node(hash(level - 1, 2 * number), hash(level - 1, 2 * number + 1));
            }
        };
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(service.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
