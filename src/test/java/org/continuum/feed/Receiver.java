package org.continuum.feed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A subscriber's server, which writes down what it gets and answers as it was told. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Got> got = new ArrayList<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Runnable beforeAnswer = () -> {};

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    /** One request as it arrived; header names in lower case. */
    record Got(Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name);
        }

        String id() {
            return header("webhook-id");
        }
    }

    record Answer(int status, Map<String, String> headers) {}

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/continuum?tenant=1";
    }

    /** Answers the next requests so, one each; all others 204. */
    Receiver answering(int... statuses) {
        for (int status : statuses) {
            answers.add(new Answer(status, Map.of()));
        }
        return this;
    }

    Receiver answering(int status, String header, String value) {
        answers.add(new Answer(status, Map.of(header, value)));
        return this;
    }

    /** What to do after a request has arrived and before it is answered. */
    Receiver beforeAnswering(Runnable work) {
        beforeAnswer = work;
        return this;
    }

    synchronized List<Got> got() {
        return List.copyOf(got);
    }

    List<String> ids() {
        return got().stream().map(Got::id).toList();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        // Over before the answer goes out: whoever has it may send the next before this thread goes on.
        Answer answer = answerTo(exchange);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), -1);
    }

    private Answer answerTo(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            synchronized (this) {
                got.add(new Got(headers, body));
            }
            beforeAnswer.run();
            return answers.isEmpty() ? new Answer(204, Map.of()) : answers.remove();
        } finally {
            now.decrementAndGet();
        }
    }
}
