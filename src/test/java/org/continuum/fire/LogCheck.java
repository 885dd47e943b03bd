package org.continuum.fire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the log is one Merkle tree (RFC 6962) over its entries: every tree that was ever signed has the root that its
 * entries have, and the tiles hold the tree's hashes. Computed here once more, with nothing of the service's own code.
 */
final class LogCheck {
    private static final int TILE_HEIGHT = 8;
    private static final int TILE_WIDTH = 1 << TILE_HEIGHT;

    /** The hashes of whole subtrees, by their level, in their order. */
    private final List<List<byte[]>> levels = new ArrayList<>();

    private LogCheck(List<byte[]> leaves) {
        levels.add(leaves);
        for (List<byte[]> below = leaves; below.size() > 1; below = levels.getLast()) {
            List<byte[]> level = new ArrayList<>();
            for (int i = 0; i + 1 < below.size(); i += 2) {
                level.add(sha256((byte) 1, below.get(i), below.get(i + 1)));
            }
            levels.add(level);
        }
    }

    /** What is broken, in words; empty when nothing is. */
    static List<String> broken(Connection database) throws SQLException {
        List<byte[]> leaves = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select entry from log_entry order by number")) {
            while (row.next()) {
                leaves.add(sha256((byte) 0, row.getBytes(1)));
            }
        }
        LogCheck tree = new LogCheck(leaves);
        List<String> broken = new ArrayList<>();
        tree.checkpoints(database, broken);
        tree.tiles(database, broken);
        return broken;
    }

    private void checkpoints(Connection database, List<String> broken) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select size, root, note from log_checkpoint order by size")) {
            while (row.next()) {
                long size = row.getLong("size");
                String[] note = row.getString("note").split("\n");
                if (size > levels.getFirst().size()) {
                    broken.add("LOG: a tree of " + size + " was signed, and there are "
                            + levels.getFirst().size() + " entries");
                } else if (!Arrays.equals(root(size), row.getBytes("root"))
                        || !note[1].equals(Long.toString(size))
                        || !note[2].equals(Base64.getEncoder().encodeToString(root(size)))) {
                    broken.add("LOG: the tree of " + size + " has another root than the one that was signed");
                }
            }
        }
    }

    private void tiles(Connection database, List<String> broken) throws SQLException {
        Map<String, byte[]> stored = new TreeMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select level, number, hashes from log_tile")) {
            while (row.next()) {
                stored.put(row.getInt("level") + "/" + row.getLong("number"), row.getBytes("hashes"));
            }
        }
        Map<String, byte[]> computed = new TreeMap<>();
        for (int level = 0; level * TILE_HEIGHT < levels.size(); level++) {
            List<byte[]> hashes = levels.get(level * TILE_HEIGHT);
            for (int from = 0; from < hashes.size(); from += TILE_WIDTH) {
                computed.put(
                        level + "/" + from / TILE_WIDTH,
                        concat(hashes.subList(from, Math.min(from + TILE_WIDTH, hashes.size()))));
            }
        }
        if (!stored.keySet().equals(computed.keySet())) {
            broken.add("LOG: the tiles are " + stored.keySet() + ", not " + computed.keySet());
        }
        stored.forEach((place, hashes) -> {
            if (!Arrays.equals(hashes, computed.get(place))) {
                broken.add("LOG: tile " + place + " holds other hashes than the tree");
            }
        });
    }

    /** Of the first so many entries: the whole subtrees from left to right, joined from the right. */
    private byte[] root(long size) {
        byte[] root = null;
        for (int level = 0; size >> level > 0; level++) {
            if ((size >> level & 1) == 1) {
                byte[] subtree = levels.get(level).get((int) (size >> level) - 1);
                root = root == null ? subtree : sha256((byte) 1, subtree, root);
            }
        }
        return root == null ? new byte[0] : root;
    }

    private static byte[] concat(List<byte[]> hashes) {
        byte[] all = new byte[hashes.size() * 32];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i), 0, all, i * 32, 32);
        }
        return all;
    }

    private static byte[] sha256(byte domain, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(domain);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
