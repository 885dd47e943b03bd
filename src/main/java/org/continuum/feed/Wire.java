package org.continuum.feed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request to an address that somebody else has chosen and checked: the connection goes there and nowhere else,
 * while the certificate, SNI and the Host header are the name's. No redirects, no proxy, no compression; of the answer's
 * body little is read and nothing kept.
 */
@ApplicationScoped
class Wire {
    static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int KEEP_ALIVE_SECONDS = 10;
    private static final int MAX_HEADER = 8 * 1024;
    private static final int MAX_BODY = 64 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration patience;

    @Inject
    Wire(Vertx vertx) {
        this(vertx, null, PATIENCE);
    }

    /** @param trust null for the authorities that Java trusts */
    Wire(Vertx vertx, @Nullable TrustOptions trust, Duration patience) {
        HttpClientOptions options = new HttpClientOptions()
                .setVerifyHost(true)
                .setForceSni(true)
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setIdleTimeout((int) patience.toSeconds() + 1)
                .setMaxPoolSize(2)
                .setMaxHeaderSize(MAX_HEADER)
                .setMaxInitialLineLength(MAX_HEADER)
                .setDecompressionSupported(false)
                .setTracingPolicy(TracingPolicy.IGNORE);
        if (trust != null) {
            options.setTrustOptions(trust);
        }
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options);
        this.patience = patience;
    }

    /** What the receiver said. */
    record Answer(int status, @Nullable String retryAfter) {}

    /**
     * Blocks until the answer's head is there. A kept connection may turn out to be closed only when it is used again:
     * then the request is sent a second time, which is safe because receivers know it by its id.
     *
     * @throws TimeoutException if there was none in time
     * @throws ExecutionException if there was no connection, or it broke
     */
    Answer post(InetAddress pinned, Destination to, Map<String, String> headers, byte[] body)
            throws TimeoutException, ExecutionException, InterruptedException {
        try {
            return send(pinned, to, headers, body);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpClosedException) {
                return send(pinned, to, headers, body);
            }
            throw e;
        }
    }

    private Answer send(InetAddress pinned, Destination to, Map<String, String> headers, byte[] body)
            throws TimeoutException, ExecutionException, InterruptedException {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(to.port(), pinned.getHostAddress()))
                .setHost(to.host())
                .setPort(to.port())
                .setSsl(to.tls())
                .setURI(to.target())
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        Future<HttpClientRequest> request = client.request(options);
        try {
            // read is attached where the answer comes in: from here it could come too late to see the body's end
            return request.compose(ready -> ready.send(Buffer.buffer(body)).map(this::read))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            request.onSuccess(HttpClientRequest::reset);
            throw e;
        }
    }

    /** The head decides; the body passes by, and whoever sends too much of it, or too slowly, is hung up on. */
    private Answer read(HttpClientResponse response) {
        HttpConnection connection = response.request().connection();
        long[] length = {0};
        long tooSlow = vertx.setTimer(patience.toMillis(), timer -> connection.close());
        response.handler(chunk -> {
            length[0] += chunk.length();
            if (length[0] > MAX_BODY) {
                connection.close();
            }
        });
        response.end().onComplete(done -> vertx.cancelTimer(tooSlow));
        return new Answer(response.statusCode(), response.getHeader(HttpHeaders.RETRY_AFTER));
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
