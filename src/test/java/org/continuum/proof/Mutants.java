package org.continuum.proof;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.continuum.log.Keys;
import org.continuum.log.LogKey;
import org.continuum.log.Merkle;

/**
 * Makes forgeries out of good bundles: bytes flipped and cut, fields swapped, left out and made up, entries dropped,
 * doubled and reordered, sizes and roots forged, all of it signed by a key of the same name. The same seed makes the same.
 */
final class Mutants {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> FIELDS = List.of(
            "personSeq", "index", "entry", "handleKey", "proof", "descriptionKey", "description", "salt", "bytes");

    private final Random random;
    private final List<byte[]> originals;
    private final LogKey impostor;

    Mutants(long seed, List<byte[]> originals, String origin) {
        this.random = new Random(seed);
        this.originals = originals;
        this.impostor = Keys.fresh(origin);
    }

    /** @param original index of the bundle it was made of */
    record Mutant(String how, int original, byte[] bytes) {}

    Mutant next() {
        int original = random.nextInt(originals.size());
        byte[] good = originals.get(original);
        int how = random.nextInt(22);
        return new Mutant(NAMES.get(how), original, how < 7 ? bytes(how, good) : tree(how, good));
    }

    private static final List<String> NAMES = List.of(
            "bit flipped",
            "byte replaced",
            "cut off",
            "range deleted",
            "range doubled",
            "blank inserted",
            "digit changed",
            "entry dropped",
            "entry dropped and the rest renumbered",
            "entries swapped",
            "entry doubled",
            "field swapped between entries",
            "field of another bundle",
            "number changed",
            "value's bit flipped",
            "proof changed",
            "field removed",
            "line of a note changed",
            "note of another bundle",
            "note signed by an impostor",
            "field made up",
            "forged entry under a forged root");

    private byte[] bytes(int how, byte[] good) {
        byte[] bytes = good.clone();
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
        return switch (how) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> {
                bytes[at] = (byte) (' ' + random.nextInt(95));
                yield bytes;
            }
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
            case 4 -> join(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
            case 5 -> join(Arrays.copyOf(bytes, at), new byte[] {' '}, Arrays.copyOfRange(bytes, at, bytes.length));
            default -> {
                while (bytes[at] < '0' || bytes[at] > '9') {
                    at = random.nextInt(bytes.length);
                }
                bytes[at] = (byte) ('0' + random.nextInt(10));
                yield bytes;
            }
        };
    }

    private byte[] tree(int how, byte[] good) {
        ObjectNode bundle = read(good);
        ArrayNode entries = (ArrayNode) bundle.get("entries");
        int at = random.nextInt(entries.size());
        ObjectNode entry = (ObjectNode) entries.get(at);
        ObjectNode donor = read(originals.get(random.nextInt(originals.size())));
        switch (how) {
            case 7 -> entries.remove(at);
            case 8 -> {
                entries.remove(at);
                for (int i = 0; i < entries.size(); i++) {
                    ((ObjectNode) entries.get(i)).put("personSeq", i + 1);
                }
                if (random.nextBoolean()) {
                    line(bundle, "head", 4, Integer.toString(entries.size()));
                }
            }
            case 9 -> {
                int other = random.nextInt(entries.size());
                JsonNode first = entries.get(at).deepCopy();
                entries.set(at, entries.get(other).deepCopy());
                entries.set(other, first);
            }
            case 10 -> entries.insert(random.nextInt(entries.size() + 1), entry.deepCopy());
            case 11 -> swap(entry, (ObjectNode) entries.get(random.nextInt(entries.size())), any(FIELDS));
            case 12 -> {
                JsonNode theirs = donor.get("entries");
                ObjectNode other = (ObjectNode) theirs.get(random.nextInt(theirs.size()));
                if (random.nextBoolean()) {
                    entries.set(at, other);
                } else {
                    swap(entry, other, any(FIELDS));
                }
            }
            case 13 -> {
                String field = any(List.of("personSeq", "index"));
                long number = entry.get(field).asLong();
                entry.put(
                        field,
                        switch (random.nextInt(4)) {
                            case 0 -> number + 1;
                            case 1 -> number - 1;
                            case 2 -> number ^ (1L << random.nextInt(40));
                            default -> random.nextLong();
                        });
            }
            case 14 -> {
                String field = any(List.of("entry", "handleKey", "descriptionKey", "salt", "bytes"));
                if (entry.has(field)) {
                    entry.put(field, flipped(entry.get(field).asText()));
                }
            }
            case 15 -> proof((ArrayNode) entry.get("proof"));
            case 16 -> {
                if (random.nextInt(4) == 0) {
                    bundle.remove(any(List.of("format", "person", "checkpoint", "head", "entries")));
                } else if (random.nextBoolean()) {
                    entry.remove(List.of("salt", "bytes"));
                } else if (random.nextBoolean()) {
                    entry.remove(List.of("salt", "bytes", "description", "descriptionKey"));
                } else {
                    entry.remove(any(FIELDS));
                }
            }
            case 17 -> {
                if (random.nextInt(5) == 0) {
                    bundle.put("person", UUID.randomUUID().toString());
                } else {
                    boolean head = random.nextBoolean();
                    line(bundle, head ? "head" : "checkpoint", random.nextInt(head ? 8 : 3), anyLine());
                }
            }
            case 18 -> {
                String note = any(List.of("checkpoint", "head"));
                bundle.set(note, donor.get(note));
            }
            case 19 -> {
                String note = any(List.of("checkpoint", "head"));
                if (random.nextBoolean()) {
                    line(bundle, note, random.nextInt(3), anyLine());
                }
                String text = bundle.get(note).asText();
                bundle.put(note, impostor.note(text.substring(0, text.lastIndexOf("\n\n") + 1)));
            }
            case 20 -> {
                String field = any(List.of("treeSize", "tree_size", "size", "root", "root_hash", "key", "n"));
                (random.nextBoolean() ? bundle : entry).put(field, random.nextInt(1_000_000));
            }
            default -> forge(bundle, entry);
        }
        return write(bundle);
    }

    /** What a verifier would believe that took size or root from anywhere but the signed note. */
    private void forge(ObjectNode bundle, ObjectNode entry) {
        byte[] forged = Base64.getDecoder().decode(entry.get("entry").asText());
        forged[17 + random.nextInt(104)] ^= (byte) (1 << random.nextInt(8));
        byte[] leaf = Merkle.leaf(forged);
        entry.put("entry", Base64.getEncoder().encodeToString(forged))
                .put("index", 0)
                .putArray("proof");
        line(bundle, "checkpoint", 1, "1");
        line(bundle, "checkpoint", 2, Base64.getEncoder().encodeToString(leaf));
        line(bundle, "head", 7, "1");
        if (random.nextBoolean()) {
            ArrayNode one = bundle.putArray("entries").add(entry);
            line(bundle, "head", 4, Integer.toString(one.size()));
        }
        if (random.nextBoolean()) {
            for (String note : List.of("checkpoint", "head")) {
                String text = bundle.get(note).asText();
                bundle.put(note, impostor.note(text.substring(0, text.lastIndexOf("\n\n") + 1)));
            }
        }
    }

    private void proof(ArrayNode proof) {
        int size = proof.size();
        int at = size == 0 ? 0 : random.nextInt(size);
        switch (size == 0 ? 0 : random.nextInt(5)) {
            case 0 -> proof.insert(at, Base64.getEncoder().encodeToString(new byte[32]));
            case 1 -> proof.remove(at);
            case 2 -> proof.set(at, new TextNode(flipped(proof.get(at).asText())));
            case 3 -> proof.insert(at, proof.get(at));
            default -> {
                int other = random.nextInt(size);
                JsonNode first = proof.get(at);
                proof.set(at, proof.get(other));
                proof.set(other, first);
            }
        }
    }

    private String anyLine() {
        return switch (random.nextInt(5)) {
            case 0 -> "all";
            case 1 -> UUID.randomUUID().toString();
            case 2 -> Base64.getEncoder().encodeToString(Merkle.sha256(new byte[] {(byte) random.nextInt(256)}));
            case 3 -> Integer.toString(random.nextInt(40));
            default -> Long.toString(random.nextLong(1L << 40));
        };
    }

    private static void line(ObjectNode bundle, String note, int number, String value) {
        String[] lines = bundle.get(note).asText().split("\n", -1);
        lines[number] = value;
        bundle.put(note, String.join("\n", lines));
    }

    private static void swap(ObjectNode one, ObjectNode other, String field) {
        JsonNode first = one.get(field);
        JsonNode second = other.get(field);
        set(one, field, second);
        set(other, field, first);
    }

    private static void set(ObjectNode entry, String field, JsonNode value) {
        if (value == null) {
            entry.remove(field);
        } else {
            entry.set(field, value);
        }
    }

    private String flipped(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Whether a mutant says the same as what it was made of, written otherwise. */
    static boolean meansTheSame(byte[] mutant, byte[] original) {
        try {
            return JSON.readTree(mutant).equals(JSON.readTree(original));
        } catch (IOException e) {
            return false;
        }
    }

    private static ObjectNode read(byte[] bundle) {
        try {
            return (ObjectNode) JSON.readTree(bundle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] write(ObjectNode bundle) {
        return bundle.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
