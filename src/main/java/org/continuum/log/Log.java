package org.continuum.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.continuum.access.Database;

/**
 * The log as it is stored. It grows by batches, each in the transaction of the one sequencer at work, and each with a
 * checkpoint; what a batch costs does not depend on how much there is already.
 */
@ApplicationScoped
public class Log {
    private static final String LATEST = "SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1";

    private static final String ADD_ENTRIES =
            "INSERT INTO log_entry (number, entry) SELECT ? + n - 1, e FROM unnest(?::bytea[]) WITH ORDINALITY AS t (e, n)";

    private static final String PUT_TILES = """
            INSERT INTO log_tile (level, number, hashes) SELECT * FROM unnest(?::int[], ?::bigint[], ?::bytea[])
            ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes""";

    private static final String ENTRIES =
            "SELECT number, entry FROM log_entry WHERE number >= ? AND number < ? ORDER BY number";

    private static final String ADD_CHECKPOINT =
            "INSERT INTO log_checkpoint (size, root, note, signed_at) VALUES (?, ?, ?, ?)";

    private final Database database;
    private final LogKey key;

    Log(Database database, LogKey key) {
        this.database = database;
        this.key = key;
    }

    /** The latest signed tree; empty before the first entry. */
    public Optional<Checkpoint> checkpoint() {
        try (Connection connection = database.getConnection()) {
            return checkpoint(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The log cannot be read", e);
        }
    }

    /** As above, as the connection's transaction sees it. */
    public static Optional<Checkpoint> checkpoint(Connection connection) throws SQLException {
        try (PreparedStatement latest = connection.prepareStatement(LATEST);
                ResultSet row = latest.executeQuery()) {
            return row.next() ? Optional.of(Checkpoint.of(row.getString(1))) : Optional.empty();
        }
    }

    /**
     * Adds entries behind the last and signs the tree that they make, all or nothing: the transaction is the caller's, who
     * keeps everybody else from adding until it ends. What is signed is not what was computed but what is read back.
     *
     * @throws Tampered if what is stored is not what was written; the caller's transaction must end without effect
     */
    public Checkpoint append(Connection connection, List<byte[]> entries, Instant now) throws SQLException {
        Optional<Checkpoint> before = checkpoint(connection);
        long size = before.map(Checkpoint::size).orElse(0L);
        List<byte[]> leaves = entries.stream().map(Merkle::leaf).toList();
        Growth growth = Growth.of(size, leaves, new Tiles(connection));
        add(connection, size, entries);
        put(connection, growth.tiles());
        byte[] root = recompute(connection, before, size + entries.size());
        Checkpoint checkpoint = Checkpoint.of(key, size + entries.size(), root);
        add(connection, checkpoint, now);
        return checkpoint;
    }

    /**
     * The root of what is stored now. On the way it holds every new entry against the lowest tiles, every tile that the
     * batch has completed against the tile above, and the earlier tree against what was signed of it.
     */
    private static byte[] recompute(Connection connection, Optional<Checkpoint> before, long size) throws SQLException {
        long old = before.map(Checkpoint::size).orElse(0L);
        Tiles stored = new Tiles(connection);
        List<byte[]> entries = entries(connection, old, size);
        if (entries.size() != size - old) {
            throw new Tampered("Of %d new entries %d are stored".formatted(size - old, entries.size()));
        }
        for (int i = 0; i < entries.size(); i++) {
            if (!Arrays.equals(Merkle.leaf(entries.get(i)), stored.hash(0, old + i))) {
                throw new Tampered("Entry %d is not what its tile says".formatted(old + i));
            }
        }
        for (int level = 0; size >> Tiles.HEIGHT * (level + 1) > 0; level++) {
            for (long tile = old >> Tiles.HEIGHT * (level + 1); tile < size >> Tiles.HEIGHT * (level + 1); tile++) {
                if (!Arrays.equals(
                        Growth.root(stored.tile(level, tile)), stored.hash(Tiles.HEIGHT * (level + 1), tile))) {
                    throw new Tampered("Tile %d of level %d is not what the tile above says".formatted(tile, level));
                }
            }
        }
        if (before.isPresent()
                && !Arrays.equals(Merkle.root(old, stored), before.get().root())) {
            throw new Tampered("The first %d entries are not those that were signed".formatted(old));
        }
        return Merkle.root(size, stored);
    }

    /** The entries from one index to before another, as far as they are there. */
    public static List<byte[]> entries(Connection connection, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ENTRIES)) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet rows = select.executeQuery()) {
                List<byte[]> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(rows.getBytes(2));
                }
                return entries;
            }
        }
    }

    private static void add(Connection connection, long size, List<byte[]> entries) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD_ENTRIES)) {
            add.setLong(1, size);
            add.setArray(2, connection.createArrayOf("bytea", entries.toArray(new byte[0][])));
            add.executeUpdate();
        }
    }

    private static void put(Connection connection, Map<Tiles.Place, byte[]> tiles) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT_TILES)) {
            Object[] levels = tiles.keySet().stream().map(Tiles.Place::level).toArray();
            Object[] numbers = tiles.keySet().stream().map(Tiles.Place::number).toArray();
            put.setArray(1, connection.createArrayOf("int", levels));
            put.setArray(2, connection.createArrayOf("bigint", numbers));
            put.setArray(3, connection.createArrayOf("bytea", tiles.values().toArray(new byte[0][])));
            put.executeUpdate();
        }
    }

    private static void add(Connection connection, Checkpoint checkpoint, Instant now) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD_CHECKPOINT)) {
            add.setLong(1, checkpoint.size());
            add.setBytes(2, checkpoint.root());
            add.setString(3, checkpoint.note());
            add.setObject(4, now.atOffset(ZoneOffset.UTC));
            add.executeUpdate();
        }
    }
}
