package org.continuum.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection over which a request goes as it is, byte for byte; a decent client would refuse to send most of ours. */
final class Line implements AutoCloseable {
    private static final int HEAD_BYTES = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private boolean open = true;

    private Line(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Line to(URI base, Duration patience) throws IOException {
        boolean secret = "https".equals(base.getScheme());
        int port = base.getPort() > 0 ? base.getPort() : secret ? 443 : 80;
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(base.getHost(), port), (int) patience.toMillis());
        socket.setSoTimeout((int) patience.toMillis());
        socket.setTcpNoDelay(true);
        if (secret) {
            SSLSocket wrapped = (SSLSocket)
                    ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, base.getHost(), port, true);
            wrapped.startHandshake();
            return new Line(wrapped);
        }
        return new Line(socket);
    }

    boolean isOpen() {
        return open;
    }

    /** @param bodiless whether the answer has no body whatever its head says, as to HEAD */
    Reply ask(byte[] request, boolean bodiless) throws IOException {
        try {
            try {
                socket.getOutputStream().write(request);
            } catch (IOException refusedBeforeTheEnd) {
                // an answer may have come all the same
            }
            return reply(bodiless);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Sends what nobody waits for an answer to. */
    void drop(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        close();
    }

    @Override
    public void close() throws IOException {
        open = false;
        socket.close();
    }

    private Reply reply(boolean bodiless) throws IOException {
        String[] status = word().split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[0-9]{3}")) {
            throw new IOException("no answer of HTTP: " + String.join(" ", status));
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = word(); !line.isEmpty(); line = word()) {
            String[] pair = line.split(":", 2);
            headers.put(pair[0].toLowerCase(Locale.ROOT), pair.length > 1 ? pair[1].strip() : "");
        }
        int code = Integer.parseInt(status[1]);
        if (code < 200) {
            return reply(bodiless);
        }
        boolean endless = Reply.mediaType(headers.get("content-type")).equals("text/event-stream");
        byte[] body = bodiless || endless || code == 204 || code == 304 ? new byte[0] : body(headers);
        if (endless || "close".equalsIgnoreCase(headers.get("connection"))) {
            close();
        }
        return new Reply(code, headers, body);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return exactly(Integer.parseInt(headers.get("content-length")));
        }
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            byte[] rest = in.readAllBytes();
            close();
            return rest;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(word(), 16); size > 0; size = Integer.parseInt(word(), 16)) {
            all.write(exactly(size));
            word();
        }
        while (!word().isEmpty()) {
            // trailers
        }
        return all.toByteArray();
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the answer was cut off");
        }
        return bytes;
    }

    /** A line without its end. */
    private String word() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() > HEAD_BYTES) {
                throw new EOFException("no answer came");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
