package org.continuum.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tree as far as its stored tiles have been read on one connection; what is missing is read when it is asked for, and
 * what has been computed from it is kept for the next question. Not for two threads.
 */
public final class Tiles implements Merkle.Subtrees {
    /** Levels of the tree in one tile. */
    static final int HEIGHT = 8;

    private static final String READ =
            "SELECT level, number, hashes FROM log_tile WHERE level = ? AND number = ANY (?)";

    private final Source source;
    private final Map<Place, byte[]> tiles = new HashMap<>();
    private final Map<Place, byte[]> nodes = new HashMap<>();

    public Tiles(Connection connection) {
        this((level, numbers) -> read(connection, level, numbers));
    }

    Tiles(Source source) {
        this.source = source;
    }

    /** Where tiles come from; those that there are not, it leaves out. */
    interface Source {
        Map<Place, byte[]> read(int level, Collection<Long> numbers) throws SQLException;
    }

    /** A tile by its level and number, or a node of the tree by its level and number. */
    record Place(int level, long number) {}

    /** Reads at once what proofs about these leaves need from the lowest tiles. */
    public void prefetch(Collection<Long> leaves) throws SQLException {
        Set<Long> numbers = new TreeSet<>();
        leaves.forEach(leaf -> numbers.add(leaf >> HEIGHT));
        numbers.removeIf(number -> tiles.containsKey(new Place(0, number)));
        if (!numbers.isEmpty()) {
            tiles.putAll(source.read(0, numbers));
        }
    }

    @Override
    public byte[] hash(int level, long number) {
        if (level % HEIGHT == 0) {
            return stored(level / HEIGHT, number);
        }
        Place place = new Place(level, number);
        byte[] known = nodes.get(place);
        if (known == null) {
            known = Merkle.node(hash(level - 1, 2 * number), hash(level - 1, 2 * number + 1));
            nodes.put(place, known);
        }
        return known;
    }

    /** All hashes of a stored tile; none if there is no such tile. */
    byte[] tile(int level, long number) throws SQLException {
        Place place = new Place(level, number);
        byte[] known = tiles.get(place);
        if (known == null) {
            tiles.putAll(source.read(level, List.of(number)));
            known = tiles.get(place);
        }
        return known == null ? new byte[0] : known;
    }

    private byte[] stored(int level, long number) {
        try {
            byte[] tile = tile(level, number / TileAddress.WIDTH);
            int from = (int) (number % TileAddress.WIDTH) * Merkle.HASH;
            if (tile.length < from + Merkle.HASH) {
                throw new Tampered("Hash %d of level %d is not stored".formatted(number, level));
            }
            return Arrays.copyOfRange(tile, from, from + Merkle.HASH);
        } catch (SQLException e) {
            throw new IllegalStateException("The log's tiles cannot be read", e);
        }
    }

    private static Map<Place, byte[]> read(Connection connection, int level, Collection<Long> numbers)
            throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.setInt(1, level);
            read.setArray(2, connection.createArrayOf("bigint", numbers.toArray()));
            try (ResultSet rows = read.executeQuery()) {
                Map<Place, byte[]> found = new HashMap<>();
                while (rows.next()) {
                    found.put(new Place(rows.getInt(1), rows.getLong(2)), rows.getBytes(3));
                }
                return found;
            }
        }
    }
}
