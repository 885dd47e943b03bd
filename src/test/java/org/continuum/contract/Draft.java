package org.continuum.contract;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request before it is sent. Its texts go out as ISO-8859-1, so that each character stands for one byte. */
final class Draft {
    String method;
    String path;
    final List<String> query = new ArrayList<>();
    final Map<String, String> headers = new LinkedHashMap<>();
    byte @Nullable [] body;
    boolean chunked;

    /** Not HTTP any more, so that the server may refuse it in its own way, before the service sees it. */
    boolean broken;

    /** Ends in the middle; nobody waits for an answer. */
    boolean cut;

    Draft(String method, String path) {
        this.method = method;
        this.path = path;
    }

    Draft copy() {
        Draft copy = new Draft(method, path);
        copy.query.addAll(query);
        copy.headers.putAll(headers);
        copy.body = body;
        copy.chunked = chunked;
        copy.broken = broken;
        copy.cut = cut;
        return copy;
    }

    String rawQuery() {
        return String.join("&", query);
    }

    /** The first of this name, however it is written. */
    @Nullable
    String header(String name) {
        return headers.entrySet().stream()
                .filter(one -> one.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    void header(String name, String value) {
        headers.keySet().removeIf(known -> known.equalsIgnoreCase(name));
        headers.put(name, value);
    }

    String address() {
        return path + (query.isEmpty() ? "" : "?" + rawQuery());
    }

    byte[] bytes(URI base) {
        StringBuilder head = new StringBuilder(method + " " + base.getRawPath().replaceAll("/$", "") + address())
                .append(" HTTP/1.1\r\nHost: ")
                .append(base.getRawAuthority())
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] sent = body == null ? new byte[0] : body;
        boolean hasLength = header("Content-Length") != null || header("Transfer-Encoding") != null;
        if (chunked && !hasLength) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (!hasLength && (body != null || !method.equals("GET"))) {
            head.append("Content-Length: ").append(sent.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (chunked && !hasLength) {
            int half = sent.length / 2;
            chunk(all, sent, 0, half);
            chunk(all, sent, half, sent.length);
            all.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        } else {
            all.writeBytes(sent);
        }
        byte[] whole = all.toByteArray();
        return cut ? java.util.Arrays.copyOf(whole, whole.length * 2 / 3) : whole;
    }

    private static void chunk(ByteArrayOutputStream all, byte[] bytes, int from, int to) {
        if (to > from) {
            all.writeBytes((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            all.write(bytes, from, to - from);
            all.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** The same request for a shell; its token is left out, and bytes that no shell takes are written in octal. */
    String curl(URI base) {
        StringBuilder line = new StringBuilder();
        if (body != null) {
            line.append("printf ").append(quoted(octal(body))).append(" | ");
        }
        line.append("curl -sS -i --path-as-is -g -X ").append(quoted(method));
        headers.forEach((name, value) -> line.append(" -H ")
                .append(
                        name.equals("Authorization") && value.length() > 200
                                ? "\"Authorization: Bearer $TOKEN\""
                                : quoted(name + ": " + value)));
        if (chunked) {
            line.append(" -H 'Transfer-Encoding: chunked'");
        }
        if (body != null) {
            line.append(" --data-binary @-");
        }
        return line.append(' ')
                .append(quoted(base.toString().replaceAll("/$", "") + address()))
                .toString();
    }

    private static String octal(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            if (b >= ' ' && b < 127 && b != '\\' && b != '%' && b != '\'') {
                text.append((char) b);
            } else {
                text.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
            }
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
