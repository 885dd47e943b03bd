package org.continuum.log;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The Merkle tree of RFC 6962 and RFC 9162: hashes, proofs, and what proofs prove. Pure functions. */
public final class Merkle {
    /** Bytes of a hash. */
    public static final int HASH = 32;

    private Merkle() {}

    /** Where the roots of complete subtrees are found. */
    public interface Subtrees {
        /** The root of the subtree over the leaves from {@code number << level}, {@code 1 << level} of them. */
        byte[] hash(int level, long number);
    }

    public static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public static byte[] leaf(byte[] entry) {
        return sha256(new byte[] {0}, entry);
    }

    public static byte[] node(byte[] left, byte[] right) {
        return sha256(ByteBuffer.allocate(1 + 2 * HASH)
                .put((byte) 1)
                .put(left)
                .put(right)
                .array());
    }

    /** The root of the first {@code size} leaves; of none, the hash of nothing. */
    public static byte[] root(long size, Subtrees tree) {
        return size == 0 ? sha256() : hash(0, size, tree);
    }

    /** The siblings on the way from a leaf to the root, from the bottom up. */
    public static List<byte[]> inclusion(long index, long size, Subtrees tree) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("There is no leaf " + index + " in a tree of " + size);
        }
        List<byte[]> path = new ArrayList<>();
        inclusion(index, 0, size, tree, path);
        return path;
    }

    private static void inclusion(long index, long from, long to, Subtrees tree, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            inclusion(index, from, middle, tree, path);
            path.add(hash(middle, to, tree));
        } else {
            inclusion(index, middle, to, tree, path);
            path.add(hash(from, middle, tree));
        }
    }

    /** What shows that the first {@code old} leaves of a tree are the whole of an earlier one. */
    public static List<byte[]> consistency(long old, long size, Subtrees tree) {
        if (old < 0 || old > size) {
            throw new IllegalArgumentException("A tree of " + size + " has no earlier one of " + old);
        }
        List<byte[]> path = new ArrayList<>();
        if (old > 0 && old < size) {
            consistency(old, 0, size, true, tree, path);
        }
        return path;
    }

    private static void consistency(long old, long from, long to, boolean whole, Subtrees tree, List<byte[]> path) {
        if (old == to) {
            if (!whole) {
                path.add(hash(from, to, tree));
            }
            return;
        }
        long middle = from + split(to - from);
        if (old <= middle) {
            consistency(old, from, middle, whole, tree, path);
            path.add(hash(middle, to, tree));
        } else {
            consistency(old, middle, to, false, tree, path);
            path.add(hash(from, middle, tree));
        }
    }

    /** Whether the proof shows that the leaf stands at the index of the tree with this root (RFC 9162, 2.1.3.2). */
    public static boolean includes(byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** Whether the proof shows that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2). */
    public static boolean consistent(long old, byte[] oldRoot, long size, byte[] root, List<byte[]> proof) {
        if (old < 0 || old > size) {
            return false;
        }
        if (old == 0 || old == size) {
            return proof.isEmpty() && Arrays.equals(oldRoot, old == 0 ? sha256() : root);
        }
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(old) == 1) {
            path.addFirst(oldRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        long node = old - 1;
        long last = size - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        byte[] first = path.getFirst();
        byte[] second = path.getFirst();
        for (byte[] sibling : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                first = node(sibling, first);
                second = node(sibling, second);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                second = node(second, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(first, oldRoot) && Arrays.equals(second, root);
    }

    /** The root of a range that begins where a complete subtree of its length would. */
    private static byte[] hash(long from, long to, Subtrees tree) {
        long length = to - from;
        if (Long.bitCount(length) == 1) {
            int level = Long.numberOfTrailingZeros(length);
            return tree.hash(level, from >> level);
        }
        long middle = from + split(length);
        return node(hash(from, middle, tree), hash(middle, to, tree));
    }

    /** The largest power of two below the length. */
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }
}
