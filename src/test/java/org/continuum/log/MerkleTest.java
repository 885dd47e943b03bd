package org.continuum.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The tree against the numbers that everybody's is held against, and its proofs against every tree. */
class MerkleTest {
    /** Leaves and roots of the reference implementation of RFC 6962. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Example
    void the_reference_leaves_have_the_reference_roots() {
        Merkle.Subtrees tree =
                tree(LEAVES.stream().map(HexFormat.of()::parseHex).toList());
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(HexFormat.of().formatHex(Merkle.root(size, tree))).isEqualTo(ROOTS.get(size));
        }
    }

    /** RFC 9162, 2.1.5: the paths of a tree of seven. */
    @Example
    void the_paths_are_those_of_the_rfc() {
        List<byte[]> leaves = LEAVES.stream().map(HexFormat.of()::parseHex).toList();
        Merkle.Subtrees tree = tree(leaves);
        byte[] i = tree.hash(1, 0);
        byte[] j = tree.hash(1, 1);
        byte[] k = tree.hash(2, 0);
        assertThat(Merkle.inclusion(0, 7, tree))
                .usingRecursiveComparison()
                .isEqualTo(List.of(leaf(leaves, 1), j, Merkle.node(tree.hash(1, 2), leaf(leaves, 6))));
        assertThat(Merkle.inclusion(6, 7, tree)).usingRecursiveComparison().isEqualTo(List.of(tree.hash(1, 2), k));
        assertThat(Merkle.consistency(4, 7, tree))
                .usingRecursiveComparison()
                .isEqualTo(List.of(Merkle.node(tree.hash(1, 2), leaf(leaves, 6))));
        assertThat(Merkle.consistency(6, 7, tree))
                .usingRecursiveComparison()
                .isEqualTo(List.of(tree.hash(1, 2), leaf(leaves, 6), k));
        assertThat(i).isNotEqualTo(j);
    }

    @Property
    void a_proof_of_inclusion_holds_for_its_leaf_and_place_only(
            @ForAll @IntRange(min = 1, max = 700) int size, @ForAll Random random) {
        Merkle.Subtrees tree = tree(size);
        byte[] root = Merkle.root(size, tree);
        int index = random.nextInt(size);
        List<byte[]> proof = Merkle.inclusion(index, size, tree);
        assertThat(Merkle.includes(tree.hash(0, index), index, size, proof, root))
                .isTrue();
        int other = random.nextInt(size);
        if (other != index) {
            assertThat(Merkle.includes(tree.hash(0, other), index, size, proof, root))
                    .isFalse();
            assertThat(Merkle.includes(tree.hash(0, index), other, size, proof, root))
                    .isFalse();
        }
        assertThat(Merkle.includes(tree.hash(0, index), index, size, altered(proof, random), root))
                .isFalse();
    }

    @Property
    void a_proof_of_consistency_holds_for_its_two_trees_only(
            @ForAll @IntRange(min = 1, max = 700) int size, @ForAll Random random) {
        Merkle.Subtrees tree = tree(size);
        int old = random.nextInt(size) + 1;
        List<byte[]> proof = Merkle.consistency(old, size, tree);
        byte[] oldRoot = Merkle.root(old, tree);
        byte[] root = Merkle.root(size, tree);
        assertThat(Merkle.consistent(old, oldRoot, size, root, proof)).isTrue();
        byte[] forged = oldRoot.clone();
        forged[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
        assertThat(Merkle.consistent(old, forged, size, root, proof)).isFalse();
        assertThat(Merkle.consistent(old, oldRoot, size, root, altered(proof, random)))
                .isFalse();
    }

    @Property
    void an_address_of_a_tile_reads_as_it_is_written(
            @ForAll @IntRange(min = -1, max = 20) int level,
            @ForAll @LongRange(min = 0, max = 999_999_999_999L) long number,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        TileAddress address = new TileAddress(level, number, width);
        String[] parts = address.path().split("/", 2);
        assertThat(TileAddress.of(parts[0], parts[1])).contains(address);
    }

    @Example
    void a_tile_has_one_address() {
        assertThat(new TileAddress(0, 1_234_067, 256).path()).isEqualTo("0/x001/x234/067");
        assertThat(new TileAddress(TileAddress.ENTRIES, 5, 17).path()).isEqualTo("entries/005.p/17");
        assertThat(Stream.of(
                                "x000/001",
                                "1",
                                "0001",
                                "001.p/0",
                                "001.p/256",
                                "001.p/017",
                                "001.p/",
                                "../001",
                                "x001/067/",
                                "")
                        .filter(path -> TileAddress.of("0", path).isPresent()))
                .isEmpty();
        assertThat(Stream.of("00", "-1", "data", "100")
                        .filter(level -> TileAddress.of(level, "000").isPresent()))
                .isEmpty();
    }

    /** Batches of every size across three levels of tiles. */
    @Example
    void tiles_that_grow_by_batches_make_the_tree_of_all_leaves() throws SQLException {
        Random random = new Random(20);
        Map<Tiles.Place, byte[]> stored = new HashMap<>();
        Tiles.Source source = (level, numbers) -> {
            Map<Tiles.Place, byte[]> found = new HashMap<>(stored);
            found.keySet().removeIf(place -> place.level() != level || !numbers.contains(place.number()));
            return found;
        };
        List<byte[]> leaves = new ArrayList<>();
        while (leaves.size() < 70_000) {
            List<byte[]> batch = new ArrayList<>();
            for (int i = random.nextInt(leaves.isEmpty() ? 300 : 5_000); i >= 0; i--) {
                batch.add(Merkle.sha256(new byte[] {(byte) i, (byte) random.nextInt()}));
            }
            stored.putAll(Growth.of(leaves.size(), batch, new Tiles(source)).tiles());
            leaves.addAll(batch);
        }
        Merkle.Subtrees plain = new Merkle.Subtrees() {
            @Override
            public byte[] hash(int level, long number) {
                return level == 0
                        ? leaves.get((int) number)
                        : Merkle.node(hash(level - 1, 2 * number), hash(level - 1, 2 * number + 1));
            }
        };
        assertThat(Merkle.root(leaves.size(), new Tiles(source))).isEqualTo(Merkle.root(leaves.size(), plain));
        assertThat(stored.keySet().stream().map(Tiles.Place::level)).contains(0, 1, 2);
        long index = 12_345;
        assertThat(Merkle.inclusion(index, leaves.size(), new Tiles(source)))
                .usingRecursiveComparison()
                .isEqualTo(Merkle.inclusion(index, leaves.size(), plain));
    }

    private static List<byte[]> altered(List<byte[]> proof, Random random) {
        List<byte[]> altered = new ArrayList<>(proof);
        if (altered.isEmpty() || random.nextInt(4) == 0) {
            altered.add(random.nextInt(altered.size() + 1), new byte[32]);
        } else if (random.nextBoolean()) {
            altered.remove(random.nextInt(altered.size()));
        } else {
            int at = random.nextInt(altered.size());
            byte[] hash = altered.get(at).clone();
            hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
            altered.set(at, hash);
        }
        return altered;
    }

    private static byte[] leaf(List<byte[]> leaves, int index) {
        return Merkle.leaf(leaves.get(index));
    }

    private static Merkle.Subtrees tree(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(new byte[] {(byte) (i >> 8), (byte) i});
        }
        return tree(leaves);
    }

    private static Merkle.Subtrees tree(List<byte[]> leaves) {
        return new Merkle.Subtrees() {
            @Override
            public byte[] hash(int level, long number) {
                return level == 0
                        ? Merkle.leaf(leaves.get((int) number))
                        : Merkle.node(hash(level - 1, 2 * number), hash(level - 1, 2 * number + 1));
            }
        };
    }
}
