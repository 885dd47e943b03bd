import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks what Continuum says of its log, without Continuum: {@code java Verify.java KEY[,KEY...] FILE...}
 *
 * <p>A file is a proof bundle or the answer to a recording, with its receipt. Keys are those that you trust, as the log's
 * operator has published them; never take them from where the bundle came from. Exit code 0: everything holds; 1:
 * something does not; 2: not understood. It needs Java 17 or newer and nothing else, and reads no network.
 *
 * <p>What a bundle is, docs/trail.md says. Size and root of the tree are taken from the signed checkpoint and nowhere else.
 */
public final class Verify {
    private static final String BUNDLE = "continuum/bundle/v1";
    private static final String HEAD = "continuum/head/v1";
    private static final String RECEIPT = "continuum/receipt/v1";
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");

    private Verify() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 3 && arguments[0].equals("--batch")) {
            batch(keys(arguments[1]), Path.of(arguments[2]));
            return;
        }
        if (arguments.length < 2) {
            System.err.println("usage: java Verify.java KEY[,KEY...] FILE...");
            System.exit(2);
        }
        boolean holds = true;
        try {
            List<Key> keys = keys(arguments[0]);
            List<Map<String, Object>> bundles = new ArrayList<>();
            List<Map<String, Object>> receipts = new ArrayList<>();
            for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
                Verdict verdict = verify(Files.readAllBytes(Path.of(file)), keys);
                System.out.println(file);
                verdict.lines().forEach(line -> System.out.println("  " + line));
                holds &= verdict.holds();
                if (verdict.holds()) {
                    (verdict.json().containsKey("format") ? bundles : receipts).add(verdict.json());
                }
            }
            for (Map<String, Object> receipt : receipts) {
                holds &= bundles.isEmpty() || kept(receipt, bundles);
            }
        } catch (Wrong | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        System.out.println(holds ? "EVERYTHING HOLDS" : "SOMETHING DOES NOT HOLD");
        System.exit(holds ? 0 : 1);
    }

    /** Many documents, each behind its length in four bytes; a line for each: whether it holds, and a hash of what is said. */
    private static void batch(List<Key> keys, Path file) throws IOException {
        StringBuilder answers = new StringBuilder();
        try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                byte[] document = new byte[in.readInt()];
                in.readFully(document);
                Verdict verdict = verify(document, keys);
                String said = String.join("\n", verdict.lines());
                answers.append(
                        verdict.holds()
                                ? "holds " + HexFormat.of().formatHex(sha256(utf8(said))) + "\n"
                                : "no " + said.replaceAll("\\s+", " ") + "\n");
            }
        } catch (EOFException end) {
            System.out.print(answers);
        }
    }

    /** A receipt is a promise about an entry; a bundle of the same record shows whether it was kept. */
    private static boolean kept(Map<String, Object> receipt, List<Map<String, Object>> bundles) {
        String commitment = text(promise(receipt), "commitment");
        boolean kept = bundles.stream()
                .flatMap(bundle -> ((List<?>) bundle.get("entries")).stream())
                .map(entry -> decode(text(asObject(entry), "entry"), 121))
                .anyMatch(entry -> HexFormat.of().formatHex(entry, 25, 57).equals(commitment));
        System.out.println(
                kept
                        ? "  The promised entry " + commitment + " is in a bundle."
                        : "  The promised entry " + commitment + " is in none of the bundles. If one of them is about the"
                                + " same person, has an all-entries head and a number at least as high, this is proof of"
                                + " a fault.");
        return kept;
    }

    record Verdict(boolean holds, List<String> lines, Map<String, Object> json) {}

    static Verdict verify(byte[] document, List<Key> keys) {
        try {
            Map<String, Object> json = asObject(new Json(document).document());
            List<String> lines = json.containsKey("format") ? bundle(json, keys) : receipt(json, keys);
            return new Verdict(true, lines, json);
        } catch (Wrong e) {
            return new Verdict(false, List.of("DOES NOT HOLD: " + e.getMessage()), Map.of());
        }
    }

    // ---- bundles

    private static List<String> bundle(Map<String, Object> bundle, List<Key> keys) {
        fields(bundle, Set.of("format", "person", "checkpoint", "head", "entries"), Set.of());
        require(text(bundle, "format").equals(BUNDLE), "unknown format");
        Note checkpoint = Note.open(text(bundle, "checkpoint"), keys);
        require(checkpoint.lines().size() == 3, "the checkpoint has not three lines");
        require(checkpoint.line(0).equals(checkpoint.key().name()), "the checkpoint is another log's");
        long size = number(checkpoint.line(1));
        byte[] root = decode(checkpoint.line(2), 32);

        String person = text(bundle, "person");
        Note head = Note.open(text(bundle, "head"), keys);
        require(head.lines().size() == 8 && head.line(0).equals(HEAD), "the head is no head");
        require(head.line(1).equals(checkpoint.line(0)), "the head is another log's");
        require(head.line(2).equals(person) && UUID.matcher(person).matches(), "the head is about another person");
        String scope = head.line(3);
        require(scope.equals("all") || UUID.matcher(scope).matches(), "the head has no scope");
        require(number(head.line(7)) == size, "head and checkpoint speak of different sizes");

        List<?> entries = asList(bundle.get("entries"));
        long count = number(head.line(4));
        require(entries.size() == count, "the head says " + count + " entries, but there are " + entries.size());
        List<Entry> read = new ArrayList<>();
        for (Object each : entries) {
            Entry before = read.isEmpty() ? null : read.get(read.size() - 1);
            read.add(Entry.read(asObject(each), person, scope, size, root, before));
        }
        require(read.stream().filter(each -> each.description() != null).count() == number(head.line(5)),
                "another number of descriptions was opened");
        require(read.stream().filter(each -> each.bytes() != null).count() == number(head.line(6)),
                "another number of records was opened");
        return told(checkpoint, head, read, size);
    }

    private static List<String> told(Note checkpoint, Note head, List<Entry> entries, long size) {
        List<String> lines = new ArrayList<>();
        lines.add("The log " + checkpoint.line(0) + " had " + size + " entries, root " + checkpoint.line(2) + ".");
        lines.add(
                head.line(3).equals("all")
                        ? "Person " + head.line(2) + ": " + entries.size() + " of " + entries.size()
                                + " entries present, none missing."
                        : "Person " + head.line(2) + ", record " + head.line(3) + ": " + entries.size() + " of "
                                + entries.size() + " entries present.");
        for (Entry entry : entries) {
            lines.add(entry.line() + later(entry, entries));
        }
        return lines;
    }

    /** What further entries of the bundle say about a record. */
    private static String later(Entry entry, List<Entry> entries) {
        StringBuilder later = new StringBuilder();
        if (entry.is("evidence.submitted")) {
            for (Entry other : entries) {
                boolean same = entry.subject().equals(other.subject());
                if (other.is("evidence.signed") && same) {
                    later.append("; signed by entry ").append(other.seq());
                } else if (other.is("evidence.retracted") && same) {
                    later.append("; taken back by entry ").append(other.seq());
                } else if (other.is("evidence.submitted") && entry.subject().equals(other.field("supersedes"))) {
                    later.append("; superseded by entry ").append(other.seq());
                }
            }
        }
        return later.toString();
    }

    /** An entry that has been found to be in the log and the person's. */
    private record Entry(long seq, long index, byte[] entry, Map<String, Object> description, byte[] bytes) {
        static Entry read(
                Map<String, Object> json, String person, String scope, long size, byte[] root, Entry before) {
            fields(
                    json,
                    Set.of("personSeq", "index", "entry", "handleKey", "proof"),
                    Set.of("descriptionKey", "description", "salt", "bytes"));
            long seq = count(json, "personSeq");
            long index = count(json, "index");
            byte[] entry = decode(text(json, "entry"), 121);
            List<byte[]> proof =
                    asList(json.get("proof")).stream().map(each -> decode(string(each), 32)).toList();
            require(entry[0] == 1, "an entry has an unknown form");
            require(inLog(sha256(new byte[1], entry), index, size, proof, root), "entry " + seq + " is not in the log");
            byte[] handleKey = decode(text(json, "handleKey"), 32);
            byte[] whose = ByteBuffer.allocate(24)
                    .put(HexFormat.of().parseHex(person.replace("-", "")))
                    .putLong(seq)
                    .array();
            require(part(entry, 57, sha256(new byte[] {3}, handleKey, whose)),
                    "entry " + seq + " is not the person's entry of that number");
            long expected = before == null ? 1 : before.seq() + 1;
            require(scope.equals("all") ? seq == expected : seq >= expected, "entry " + expected + " is missing");
            require(before == null || index > before.index(), "entry " + seq + " stands before the one before it");
            Map<String, Object> description = described(json, entry, seq);
            require(scope.equals("all") || description != null && scope.equals(description.get("subject")),
                    "entry " + seq + " is about another record");
            byte[] bytes = opened(json, entry, handleKey, seq);
            Entry read = new Entry(seq, index, entry, description, bytes);
            require(!read.is("determination.frozen") || bytes == null || read.digest().equals(read.recordedDigest()),
                    "the digest of determination " + seq + " is not that of its answer");
            return read;
        }

        private static Map<String, Object> described(Map<String, Object> json, byte[] entry, long seq) {
            require(json.containsKey("description") == json.containsKey("descriptionKey"),
                    "a description comes with its key");
            if (!json.containsKey("description")) {
                return null;
            }
            byte[] written = utf8(text(json, "description"));
            require(part(entry, 89, sha256(new byte[] {4}, decode(text(json, "descriptionKey"), 32), written)),
                    "entry " + seq + " has another description");
            Map<String, Object> description = asObject(new Json(written).document());
            text(description, "type");
            text(description, "subject");
            asObject(description.get("data"));
            return description;
        }

        private static byte[] opened(Map<String, Object> json, byte[] entry, byte[] handleKey, long seq) {
            require(json.containsKey("salt") == json.containsKey("bytes"), "bytes come with their salt");
            if (!json.containsKey("salt")) {
                return null;
            }
            require(json.containsKey("description"), "bytes come with a description");
            byte[] salt = decode(text(json, "salt"), 32);
            byte[] bytes = decode(text(json, "bytes"), -1);
            require(part(entry, 25, sha256(new byte[] {2}, salt, bytes)), "entry " + seq + " has other bytes");
            require(Arrays.equals(handleKey, sha256(new byte[] {5}, salt))
                            && Arrays.equals(decode(text(json, "descriptionKey"), 32), sha256(new byte[] {6}, salt)),
                    "entry " + seq + " has keys of another salt");
            return bytes;
        }

        boolean is(String type) {
            return description != null && type.equals(description.get("type"));
        }

        String subject() {
            return description == null ? "" : text(description, "subject");
        }

        /** A text field of the recorded JSON; null when the bytes are not there, or are no such JSON. */
        String field(String name) {
            try {
                return bytes != null && asObject(new Json(bytes).document()).get(name) instanceof String text
                        ? text
                        : null;
            } catch (Wrong e) {
                return null;
            }
        }

        String digest() {
            return HexFormat.of().formatHex(sha256(bytes));
        }

        Object recordedDigest() {
            return asObject(description.get("data")).get("digest");
        }

        String line() {
            ByteBuffer numbers = ByteBuffer.wrap(entry);
            Instant at = Instant.EPOCH.plus(numbers.getLong(17), ChronoUnit.MICROS);
            String what = description == null
                    ? "not opened"
                    : description.get("type") + " " + subject() + (bytes == null ? ", bytes not shown" : ", bytes match");
            if (is("determination.frozen") && bytes != null) {
                what += ", digest " + digest() + " matches, outcome " + field("outcome") + " for "
                        + field("licenseType") + " as of " + field("asOf");
            }
            return seq + ": in the log at position " + (index + 1) + ", recorded " + at.toString().substring(0, 19) + "Z, "
                    + what;
        }
    }

    // ---- receipts

    private static List<String> receipt(Map<String, Object> answer, List<Key> keys) {
        Map<String, Object> receipt = promise(answer);
        String seq = receipt.containsKey("personSeq") ? Long.toString(count(receipt, "personSeq")) : "0";
        for (Key key : keys) {
            String said = String.join(
                    "\n",
                    RECEIPT,
                    key.name(),
                    text(answer, "id"),
                    text(receipt, "entry"),
                    text(receipt, "commitment"),
                    seq,
                    text(receipt, "recordedAt"),
                    "");
            if (key.signed(said, text(receipt, "signature"))) {
                return List.of("The log " + key.name() + " promises that entry " + text(receipt, "entry") + " of record "
                        + text(answer, "id") + ", number " + seq + " of its person, received "
                        + text(receipt, "recordedAt") + ", is in the log two seconds later.");
            }
        }
        throw new Wrong("no trusted key has signed the receipt");
    }

    private static Map<String, Object> promise(Map<String, Object> answer) {
        return answer.containsKey("receipt") ? asObject(answer.get("receipt")) : answer;
    }

    // ---- the tree: RFC 9162, 2.1.3.2

    private static boolean inLog(byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) {
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
                hash = sha256(new byte[] {1}, sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = sha256(new byte[] {1}, hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    // ---- signed notes: c2sp.org/signed-note

    private static List<Key> keys(String written) {
        return Arrays.stream(written.split(",")).map(Key::of).toList();
    }

    /** A key that the user trusts. */
    record Key(String name, byte[] hash, java.security.PublicKey open) {
        static Key of(String written) {
            String[] parts = written.strip().split("\\+", 3);
            if (parts.length != 3) {
                throw new IllegalArgumentException("A key is name+hash+base64");
            }
            byte[] typed = decode(parts[2], 33);
            byte[] hash = Arrays.copyOf(sha256(utf8(parts[0] + "\n"), typed), 4);
            if (typed[0] != 1 || !HexFormat.of().formatHex(hash).equals(parts[1])) {
                throw new IllegalArgumentException("Not an Ed25519 key, or mistyped: " + written);
            }
            try {
                byte[] x509 = ByteBuffer.allocate(44)
                        .put(HexFormat.of().parseHex("302a300506032b6570032100"))
                        .put(typed, 1, 32)
                        .array();
                return new Key(
                        parts[0], hash, KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("Not an Ed25519 key: " + written, e);
            }
        }

        boolean signed(String text, String signature) {
            byte[] signed = decode(signature, 68);
            if (!Arrays.equals(hash, Arrays.copyOf(signed, 4))) {
                return false;
            }
            try {
                Signature verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(open);
                verifier.update(utf8(text));
                return verifier.verify(signed, 4, 64);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    /** The lines of a note that a trusted key has signed. */
    record Note(List<String> lines, Key key) {
        private static final Pattern LINE = Pattern.compile("\u2014 ([^ \n]+) ([A-Za-z0-9+/]+={0,2})");

        static Note open(String note, List<Key> keys) {
            int split = note.lastIndexOf("\n\n");
            require(split > 0 && note.endsWith("\n"), "not a signed note");
            String text = note.substring(0, split + 1);
            Key found = null;
            for (String line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
                Matcher signature = LINE.matcher(line);
                require(signature.matches(), "not a signature: " + line);
                for (Key key : keys) {
                    if (found == null && key.name().equals(signature.group(1)) && signature.group(2).length() == 92
                            && key.signed(text, signature.group(2))) {
                        found = key;
                    }
                }
            }
            require(found != null, "no trusted key has signed the note");
            return new Note(List.of(text.substring(0, text.length() - 1).split("\n", -1)), found);
        }

        String line(int number) {
            return lines.get(number);
        }
    }

    // ---- small things

    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String what) {
            super(what);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Wrong(otherwise);
        }
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean part(byte[] whole, int from, byte[] expected) {
        return Arrays.equals(whole, from, from + expected.length, expected, 0, expected.length);
    }

    /** Base64 in the one way in which it can be written; of a length, unless that is negative. */
    private static byte[] decode(String text, int length) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            require(Base64.getEncoder().encodeToString(bytes).equals(text), "base64 in another form");
            require(length < 0 || bytes.length == length, "a value has another length");
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new Wrong("not base64");
        }
    }

    private static long number(String text) {
        require(NUMBER.matcher(text).matches(), "not a number: " + text);
        return Long.parseLong(text);
    }

    private static long count(Map<String, Object> json, String field) {
        require(json.get(field) instanceof Json.Number, field + " is no number");
        return number(((Json.Number) json.get(field)).written());
    }

    private static String text(Map<String, Object> json, String field) {
        return string(json.get(field));
    }

    private static String string(Object value) {
        require(value instanceof String, "a text is missing");
        return (String) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asObject(Object value) {
        require(value instanceof Map, "an object is missing");
        return (Map<String, Object>) value;
    }

    private static List<?> asList(Object value) {
        require(value instanceof List, "a list is missing");
        return (List<?>) value;
    }

    private static void fields(Map<String, Object> json, Set<String> needed, Set<String> possible) {
        require(json.keySet().containsAll(needed), "a field is missing");
        require(json.keySet().stream().allMatch(name -> needed.contains(name) || possible.contains(name)),
                "there is an unknown field");
    }

    /** RFC 8259, without leniency: UTF-8, no name twice. Numbers stay as they are written. */
    private static final class Json {
        private static final int DEPTH = 64;
        private final String text;
        private int at;

        record Number(String written) {}

        Json(byte[] document) {
            try {
                text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
            } catch (CharacterCodingException e) {
                throw new Wrong("not UTF-8");
            }
        }

        Object document() {
            Object value = value(0);
            blank();
            require(at == text.length(), "something follows the JSON");
            return value;
        }

        private Object value(int depth) {
            require(depth < DEPTH, "JSON too deep");
            blank();
            return switch (peek()) {
                case '{' -> object(depth);
                case '[' -> list(depth);
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", Json.class);
                default -> numeral();
            };
        }

        private Map<String, Object> object(int depth) {
            Map<String, Object> object = new LinkedHashMap<>();
            at++;
            blank();
            if (peek() == '}') {
                at++;
                return object;
            }
            do {
                blank();
                require(peek() == '"', "JSON: a name is missing");
                String name = string();
                blank();
                expect(':');
                require(object.put(name, value(depth + 1)) == null, "JSON: a name is there twice");
                blank();
            } while (next('}'));
            return object;
        }

        private List<Object> list(int depth) {
            List<Object> list = new ArrayList<>();
            at++;
            blank();
            if (peek() == ']') {
                at++;
                return list;
            }
            do {
                list.add(value(depth + 1));
                blank();
            } while (next(']'));
            return list;
        }

        /** Whether a comma follows, rather than the end. */
        private boolean next(char end) {
            if (peek() == ',') {
                at++;
                return true;
            }
            expect(end);
            return false;
        }

        private String string() {
            StringBuilder string = new StringBuilder();
            expect('"');
            while (peek() != '"') {
                char c = text.charAt(at++);
                require(c >= ' ', "JSON: a control character");
                string.append(c == '\\' ? escaped() : c);
            }
            at++;
            for (int i = 0; i < string.length(); i++) {
                char c = string.charAt(i);
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < string.length()
                        && Character.isLowSurrogate(string.charAt(i + 1));
                require(pair || !Character.isSurrogate(c), "JSON: half a character");
                i += pair ? 1 : 0;
            }
            return string.toString();
        }

        private char escaped() {
            char c = peek();
            at++;
            return switch (c) {
                case '"', '\\', '/' -> c;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    require(at + 4 <= text.length(), "JSON: ends early");
                    String hex = text.substring(at, at += 4);
                    require(hex.matches("[0-9a-fA-F]{4}"), "JSON: not an escape");
                    yield (char) Integer.parseInt(hex, 16);
                }
                default -> throw new Wrong("JSON: not an escape");
            };
        }

        private Object word(String word, Object value) {
            require(text.startsWith(word, at), "JSON: not a value");
            at += word.length();
            return value;
        }

        private Number numeral() {
            int from = at;
            while (at < text.length() && "+-.0123456789Ee".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String written = text.substring(from, at);
            require(written.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?"), "JSON: not a value");
            return new Number(written);
        }

        private void blank() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private char peek() {
            require(at < text.length(), "JSON: ends early");
            return text.charAt(at);
        }

        private void expect(char c) {
            require(peek() == c, "JSON: " + c + " is missing");
            at++;
        }
    }
}
