package org.continuum.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.continuum.log.Checkpoint;
import org.continuum.log.Merkle;
import org.continuum.log.VerifierKey;

/**
 * Holds the log against itself in one walk over its entries: every tile against the entries below it, and every
 * checkpoint against the tree as it was at its size, which makes each the continuation of the one before.
 */
final class CheckLog {
    private static final int TILE = 256;

    private final Connection connection;
    private final List<VerifierKey> keys;
    private final Findings findings;

    /** Roots of the complete subtrees of what has been walked over, from the left, the largest first. */
    private final List<byte[]> edge = new ArrayList<>();

    /** The tile that grows on each level. */
    private final List<List<byte[]>> tiles = new ArrayList<>();

    private long size;
    private long complete;

    CheckLog(Connection connection, List<VerifierKey> keys, Findings findings) {
        this.connection = connection;
        this.keys = keys;
        this.findings = findings;
    }

    void check() throws SQLException {
        try (PreparedStatement entries = rows("SELECT number, entry FROM log_entry ORDER BY number");
                PreparedStatement notes = rows("SELECT size, root, note FROM log_checkpoint ORDER BY size");
                ResultSet entry = entries.executeQuery();
                ResultSet note = notes.executeQuery()) {
            Optional<Signed> next = next(note);
            while (entry.next()) {
                findings.looked("log_entry");
                findings.require(
                        entry.getLong(1) == size,
                        "log_entry " + entry.getLong(1) + ": stands where " + size + " should");
                add(Merkle.leaf(entry.getBytes(2)));
                while (next.isPresent() && next.get().size() <= size) {
                    check(next.get());
                    next = next(note);
                }
            }
            for (; next.isPresent(); next = next(note)) {
                findings.add(
                        "log_checkpoint " + next.get().size() + ": signs more than the " + size + " entries there are");
            }
        }
        for (int level = 0; level < tiles.size(); level++) {
            if (!tiles.get(level).isEmpty()) {
                check(level, size >> 8 * (level + 1), tiles.get(level));
            }
        }
        findings.same("log_checkpoint", "the last size", latest(), size);
        findings.same("log_tile", "the number of tiles", count("log_tile"), expectedTiles());
    }

    private void add(byte[] leaf) throws SQLException {
        byte[] hash = leaf;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = Merkle.node(edge.removeLast(), hash);
        }
        edge.add(hash);
        size++;
        grow(0, leaf);
    }

    private void grow(int level, byte[] hash) throws SQLException {
        if (tiles.size() == level) {
            tiles.add(new ArrayList<>());
        }
        List<byte[]> tile = tiles.get(level);
        tile.add(hash);
        if (tile.size() == TILE) {
            check(level, (size >> 8 * (level + 1)) - 1, tile);
            List<byte[]> whole = List.copyOf(tile);
            tile.clear();
            complete++;
            grow(level + 1, Merkle.root(TILE, new Leaves(whole)));
        }
    }

    /** The tree over hashes at hand. */
    private record Leaves(List<byte[]> hashes) implements Merkle.Subtrees {
        @Override
        public byte[] hash(int level, long number) {
            return level == 0
                    ? hashes.get((int) number)
                    : Merkle.node(hash(level - 1, 2 * number), hash(level - 1, 2 * number + 1));
        }
    }

    private void check(int level, long number, List<byte[]> due) throws SQLException {
        findings.looked("log_tile");
        try (PreparedStatement select =
                connection.prepareStatement("SELECT hashes FROM log_tile WHERE level = ? AND number = ?")) {
            select.setInt(1, level);
            select.setLong(2, number);
            try (ResultSet row = select.executeQuery()) {
                byte[] stored = row.next() ? row.getBytes(1) : new byte[0];
                byte[] expected = new byte[due.size() * Merkle.HASH];
                for (int i = 0; i < due.size(); i++) {
                    System.arraycopy(due.get(i), 0, expected, i * Merkle.HASH, Merkle.HASH);
                }
                findings.require(
                        Arrays.equals(stored, expected),
                        "log_tile " + level + "/" + number + ": is not what the entries below it make");
            }
        }
    }

    private record Signed(long size, byte[] root, String note) {}

    private static Optional<Signed> next(ResultSet notes) throws SQLException {
        return notes.next()
                ? Optional.of(new Signed(notes.getLong(1), notes.getBytes(2), notes.getString(3)))
                : Optional.empty();
    }

    private void check(Signed signed) {
        findings.looked("log_checkpoint");
        String row = "log_checkpoint " + signed.size();
        if (signed.size() != size) {
            findings.add(row + ": is out of order");
            return;
        }
        byte[] root = edge.getLast();
        for (int i = edge.size() - 2; i >= 0; i--) {
            root = Merkle.node(edge.get(i), root);
        }
        findings.require(Arrays.equals(signed.root(), root), row + ": its root is not that of the entries");
        try {
            Checkpoint checkpoint = Checkpoint.of(signed.note());
            findings.require(keys.stream().anyMatch(checkpoint::isSignedBy), row + ": no known key has signed it");
            findings.require(
                    checkpoint.size() == size && Arrays.equals(checkpoint.root(), root),
                    row + ": its note says something else");
        } catch (IllegalArgumentException e) {
            findings.add(row + ": is no note");
        }
    }

    private long expectedTiles() {
        return complete + tiles.stream().filter(tile -> !tile.isEmpty()).count();
    }

    private long latest() throws SQLException {
        return number("SELECT coalesce(max(size), 0) FROM log_checkpoint");
    }

    private long count(String table) throws SQLException {
        return number("SELECT count(*) FROM " + table);
    }

    private long number(String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A few at a time: there may be more than memory holds. */
    private PreparedStatement rows(String query) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        statement.setFetchSize(1_000);
        return statement;
    }
}
