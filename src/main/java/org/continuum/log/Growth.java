package org.continuum.log;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch of leaves changes: the tiles of the tree's right edge, and no other.
 *
 * @param tiles all that are new or longer, as they are to be stored
 */
record Growth(Map<Tiles.Place, byte[]> tiles) {
    /** @param stored the tree of {@code size} leaves as it is stored */
    static Growth of(long size, List<byte[]> leaves, Tiles stored) throws SQLException {
        Map<Tiles.Place, byte[]> tiles = new LinkedHashMap<>();
        List<byte[]> hashes = leaves;
        for (int level = 0; !hashes.isEmpty(); level++) {
            hashes = grow(level, size >> Tiles.HEIGHT * level, hashes, stored, tiles);
        }
        return new Growth(tiles);
    }

    /** Appends to one level; what it completes goes one level up. */
    private static List<byte[]> grow(
            int level, long count, List<byte[]> hashes, Tiles stored, Map<Tiles.Place, byte[]> tiles)
            throws SQLException {
        List<byte[]> completed = new ArrayList<>();
        long number = count / TileAddress.WIDTH;
        int width = (int) (count % TileAddress.WIDTH);
        ByteArrayOutputStream tile = new ByteArrayOutputStream();
        tile.writeBytes(begun(stored.tile(level, number), width, level, number));
        for (byte[] hash : hashes) {
            tile.writeBytes(hash);
            if (tile.size() == TileAddress.WIDTH * Merkle.HASH) {
                tiles.put(new Tiles.Place(level, number++), tile.toByteArray());
                completed.add(root(tile.toByteArray()));
                tile.reset();
            }
        }
        if (tile.size() > 0) {
            tiles.put(new Tiles.Place(level, number), tile.toByteArray());
        }
        return completed;
    }

    private static byte[] begun(byte[] tile, int width, int level, long number) {
        if (tile.length != width * Merkle.HASH) {
            throw new Tampered("Tile %d of level %d holds %d bytes and not %d hashes"
                    .formatted(number, level, tile.length, width));
        }
        return tile;
    }

    /** The root of a whole tile. */
    static byte[] root(byte[] tile) {
        return Merkle.root(TileAddress.WIDTH, subtrees(tile));
    }

    private static Merkle.Subtrees subtrees(byte[] tile) {
        return new Merkle.Subtrees() {
            @Override
            public byte[] hash(int level, long number) {
                if (level == 0) {
                    int from = (int) number * Merkle.HASH;
                    return Arrays.copyOfRange(tile, from, from + Merkle.HASH);
                }
                return Merkle.node(hash(level - 1, 2 * number), hash(level - 1, 2 * number + 1));
            }
        };
    }
}
