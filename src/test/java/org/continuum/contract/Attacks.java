package org.continuum.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.zip.GZIPOutputStream;

/** Spoils requests that would have been fine, each in a few ways at once. */
final class Attacks {
    /** One way, which can be left out again to see whether it mattered. */
    record Spoiling(String what, BiConsumer<Draft, Random> spoil, long seed) {
        void on(Draft draft) {
            spoil.accept(draft, new Random(seed));
        }
    }

    private final ContractDocument contract;
    private final List<ContractDocument.Operation> operations;
    private final Known known;
    private final List<String> tokens;
    private final Map<String, List<byte[]>> bodies;
    private final Map<ContractDocument.Operation, List<Hostile>> hostile = new ConcurrentHashMap<>();

    /**
     * @param tokens the first is taken mostly
     * @param bodies that are fine, by media type, where no schema says how to make one
     */
    Attacks(
            ContractDocument contract,
            List<ContractDocument.Operation> operations,
            Known known,
            List<String> tokens,
            Map<String, List<byte[]>> bodies) {
        this.contract = contract;
        this.operations = operations;
        this.known = known;
        this.tokens = tokens;
        this.bodies = bodies;
    }

    ContractDocument.Operation operation(Random random) {
        return operations.get(random.nextInt(operations.size()));
    }

    /** A request that looks fine. */
    Draft fine(ContractDocument.Operation operation, Random random) {
        StringBuilder path = new StringBuilder();
        String before = "";
        for (String part : operation.path().substring(1).split("/", -1)) {
            path.append('/').append(part.startsWith("{") ? segment(operation, part, before, random) : part);
            before = part;
        }
        Draft draft = new Draft(operation.method(), path.toString());
        operation.node().path("parameters").forEach(one -> parameter(draft, contract.resolved(one), random));
        if (!tokens.isEmpty()) {
            int which = random.nextInt(5) > 0 ? 0 : random.nextInt(tokens.size());
            draft.header("Authorization", "Bearer " + tokens.get(which));
        }
        if (operation.node().has("requestBody")) {
            draft.header("Content-Type", operation.contentType());
            draft.body = body(operation, random);
        }
        return draft;
    }

    private String segment(ContractDocument.Operation operation, String part, String collection, Random random) {
        String name = part.substring(1, part.length() - 1);
        for (JsonNode one : operation.node().path("parameters")) {
            JsonNode parameter = contract.resolved(one);
            if (parameter.path("name").asText().equals(name)
                    && parameter.path("in").asText().equals("path")) {
                JsonNode schema = contract.resolved(parameter.path("schema"));
                if (!schema.path("format").asText().equals("uuid") && random.nextBoolean()) {
                    return encoded(sample(schema, random).asText());
                }
            }
        }
        return known.id(collection, random);
    }

    private void parameter(Draft draft, JsonNode parameter, Random random) {
        String name = parameter.path("name").asText();
        boolean needed = parameter.path("required").asBoolean();
        if (!needed && random.nextInt(3) > 0) {
            return;
        }
        String value = sample(parameter.path("schema"), random).asText();
        switch (parameter.path("in").asText()) {
            case "query" -> draft.query.add(name + "=" + encoded(value));
            case "header" -> {
                String tag = known.tag(draft.path);
                draft.header(
                        name,
                        switch (name.toLowerCase(java.util.Locale.ROOT)) {
                            case "if-match", "if-none-match" -> tag == null ? "\"1\"" : tag;
                            case "idempotency-key" -> "key-" + random.nextLong();
                            default -> latin(value);
                        });
            }
            default -> {}
        }
    }

    private byte[] body(ContractDocument.Operation operation, Random random) {
        if (operation.takesJson()) {
            return sample(operation.bodySchema(), random).toString().getBytes(StandardCharsets.UTF_8);
        }
        List<byte[]> some = bodies.getOrDefault(operation.contentType(), List.of());
        return some.isEmpty() ? text(random).getBytes(StandardCharsets.UTF_8) : some.get(random.nextInt(some.size()));
    }

    private JsonNode sample(JsonNode schema, Random random) {
        return Sample.random(contract, random, () -> known.anyId(random)).of(schema);
    }

    /** One to three ways to spoil a request to the operation; sometimes none. */
    List<Spoiling> spoilings(ContractDocument.Operation operation, Random random) {
        List<Spoiling> all = new ArrayList<>();
        int many = random.nextInt(16) == 0 ? 0 : 1 + random.nextInt(5) / 2;
        boolean hasBody = operation.node().has("requestBody");
        for (int i = 0; i < many; i++) {
            int kind = random.nextInt(hasBody ? 24 : 11);
            long seed = random.nextLong();
            all.add(
                    switch (kind) {
                        case 0, 1 -> new Spoiling("a segment of the path", this::pathSegment, seed);
                        case 2 -> new Spoiling("the path", this::wholePath, seed);
                        case 3, 4, 5 ->
                            new Spoiling("a parameter", (draft, dice) -> parameterOf(operation, draft, dice), seed);
                        case 6, 7 -> new Spoiling("a header", this::header, seed);
                        case 8 ->
                            new Spoiling(
                                    "the method",
                                    (draft, dice) -> draft.method = any(HostileWords.METHODS, dice),
                                    seed);
                        case 9 -> new Spoiling("the token", this::token, seed);
                        case 10 -> new Spoiling("the frame", this::frame, seed);
                        case 11 -> new Spoiling("the media type", this::mediaType, seed);
                        case 12, 13 -> new Spoiling("the bytes of the body", this::bytes, seed);
                        case 14, 15, 16, 17 ->
                            new Spoiling(
                                    "the body by its schema", (draft, dice) -> bySchema(operation, draft, dice), seed);
                        default -> new Spoiling("a place in the body", this::place, seed);
                    });
        }
        return all;
    }

    private void pathSegment(Draft draft, Random random) {
        String[] parts = draft.path.split("/", -1);
        int which = 1 + random.nextInt(parts.length - 1);
        parts[which] = switch (random.nextInt(8)) {
            case 0 -> "%c0%ae%c0%ae%c0%af"; // dots and a slash, longer than UTF-8 allows
            case 1 -> "%ff%fe";
            case 2 -> "..;x";
            case 3 -> "%2e%2e%2f%2e%2e%2f";
            case 4 -> parts[which] + "%0d%0aX-Injected:%201";
            default -> encoded(text(random));
        };
        draft.path = String.join("/", parts);
    }

    private void wholePath(Draft draft, Random random) {
        draft.path = switch (random.nextInt(9)) {
            case 0 -> draft.path + "/";
            case 1 -> "/" + draft.path;
            case 2 -> draft.path + "/..";
            case 3 -> draft.path + ";jsessionid=1";
            case 4 -> draft.path.toUpperCase(java.util.Locale.ROOT);
            case 5 -> draft.path.replaceFirst("/([a-z])", "/%6" + random.nextInt(10));
            case 6 -> draft.path + "/" + encoded(text(random));
            case 7 -> {
                draft.broken = true;
                yield draft.path + "/%zz";
            }
            default -> {
                draft.broken = true;
                yield draft.path + "/\u00e9\u0001";
            }
        };
    }

    private void parameterOf(ContractDocument.Operation operation, Draft draft, Random random) {
        List<String> names = new ArrayList<>(List.of("nope"));
        operation.node().path("parameters").forEach(one -> {
            JsonNode parameter = contract.resolved(one);
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        });
        String name = names.size() > 1 && random.nextInt(6) > 0
                ? names.get(1 + random.nextInt(names.size() - 1))
                : any(names, random);
        String value = switch (random.nextInt(10)) {
            case 0 -> "%c0%80";
            case 1 -> "%ff";
            case 2 -> "%ed%a0%80"; // half a surrogate pair
            default -> encoded(text(random));
        };
        if (random.nextInt(4) > 0) {
            draft.query.removeIf(pair -> pair.startsWith(name + "="));
        }
        draft.query.add(random.nextInt(10) == 0 ? name : name + "=" + value);
        if (random.nextInt(40) == 0) {
            draft.broken = true; // longer than a request's first line may be
            draft.query.add("long=" + "x".repeat(5000 + random.nextInt(20_000)));
        } else if (random.nextInt(40) == 0) {
            draft.broken = true;
            draft.query.add("%zz=%");
        }
    }

    private void header(Draft draft, Random random) {
        String name = any(HostileWords.HEADERS, random);
        String value = latin(text(random)).replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]", "");
        if (random.nextInt(30) == 0) {
            draft.broken = true;
            value = random.nextBoolean() ? "a\u0001b\rc" : "x".repeat(20_000);
        }
        if (name.equals("Expect") || name.equals("TE")) {
            draft.broken = true; // an expectation is the server's own to answer
        }
        draft.header(name, value);
    }

    private void token(Draft draft, Random random) {
        String good = tokens.isEmpty() ? "x.y.z" : tokens.get(0);
        switch (random.nextInt(8)) {
            case 0 -> draft.headers.remove("Authorization");
            case 1 -> draft.header("Authorization", "Bearer");
            case 2 -> draft.header("Authorization", "Basic dXNlcjpwYXNz");
            case 3 -> draft.header("Authorization", "Bearer " + good.substring(0, random.nextInt(good.length())));
            case 4 -> draft.header("Authorization", "Bearer eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiJ4In0.");
            case 5 -> draft.header("Authorization", "Bearer " + flipped(good, random));
            case 6 -> draft.header("Authorization", "bearer  " + good);
            default ->
                draft.header("Authorization", "Bearer " + latin(text(random)).replaceAll("[\\x00-\\x1f\\x7f]", ""));
        }
    }

    private static String flipped(String token, Random random) {
        int at = random.nextInt(token.length());
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }

    /** How the request is laid on the wire. */
    private void frame(Draft draft, Random random) {
        switch (random.nextInt(7)) {
            case 0, 1, 2 -> draft.chunked = draft.body != null;
            case 3 -> draft.cut = true;
            case 4 -> {
                draft.broken = true;
                draft.header("Content-Length", any(List.of("-1", "x", "99999999999999999999", "1, 2"), random));
            }
            case 5 -> {
                draft.broken = true;
                draft.header("Transfer-Encoding", any(List.of("gzip", "chunked, chunked", "x"), random));
            }
            default -> draft.body = draft.body == null ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
    }

    private void mediaType(Draft draft, Random random) {
        if (random.nextInt(10) == 0) {
            draft.headers.remove("Content-Type");
        } else {
            draft.header("Content-Type", any(HostileWords.TYPES, random));
        }
    }

    private void bytes(Draft draft, Random random) {
        byte[] body = draft.body == null ? new byte[0] : draft.body;
        draft.body = switch (random.nextInt(9)) {
            case 0 -> new byte[0];
            case 1 -> Arrays.copyOf(body, body.length == 0 ? 0 : random.nextInt(body.length));
            case 2 -> joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, body);
            case 3 -> joined(body, body);
            case 4 -> new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
            case 5 -> {
                if (random.nextBoolean()) {
                    draft.header("Content-Encoding", any(List.of("gzip", "deflate", "br", "x"), random));
                }
                yield zipped(body);
            }
            case 6 -> joined(body, new byte[300_000]);
            default -> damaged(body, random);
        };
    }

    private static byte[] damaged(byte[] body, Random random) {
        byte[] damaged = body.clone();
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) "{}[]:,\"\\ \n-e.".charAt(random.nextInt(13));
        }
        return damaged;
    }

    private void bySchema(ContractDocument.Operation operation, Draft draft, Random random) {
        if (!operation.takesJson()) {
            bytes(draft, random);
            return;
        }
        List<Hostile> some = hostile.computeIfAbsent(operation, one -> Hostile.bodies(contract, one.bodySchema()));
        draft.body = some.get(random.nextInt(some.size())).body();
    }

    /** Puts something else where a value or a name is; knows of JSON only where the marks are, so that it serves any text. */
    private void place(Draft draft, Random random) {
        String text = new String(draft.body == null ? new byte[0] : draft.body, StandardCharsets.UTF_8);
        List<Integer> marks = new ArrayList<>();
        for (int i = 0; i < text.length() && marks.size() < 2000; i++) {
            if (":,[{\n".indexOf(text.charAt(i)) >= 0) {
                marks.add(i + 1);
            }
        }
        if (marks.isEmpty()) {
            draft.body = any(HostileWords.LITERALS, random).getBytes(StandardCharsets.UTF_8);
            return;
        }
        int from = marks.get(random.nextInt(marks.size()));
        int to = from;
        while (to < text.length() && ",:}]\n".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        String old = text.substring(from, to);
        String other = switch (random.nextInt(7)) {
            case 0, 1 -> any(HostileWords.LITERALS, random);
            case 2 -> old + "," + old;
            case 3 -> "\"no-such-field\":1," + old;
            case 4 -> "\"" + known.anyId(random) + "\"";
            default -> "\"" + escaped(text(random)) + "\"";
        };
        draft.body = (text.substring(0, from) + other + text.substring(to)).getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\') {
                escaped.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private static String text(Random random) {
        return any(HostileWords.TEXTS, random);
    }

    private static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    /** UTF-8 laid out so that each byte is a character. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || "-._~".indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format(java.util.Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return encoded.toString();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
