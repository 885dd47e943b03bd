package org.continuum.http;

import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * An answer that is written piece by piece while more of it is read. One that fails on the way is broken off, so that what
 * has been sent does not pass for the whole.
 */
public final class Piecemeal implements StreamingOutput {
    private static final Logger LOG = Logger.getLogger(Piecemeal.class);

    private final RoutingContext exchange;
    private final StreamingOutput pieces;

    /** @param pieces which leaves the stream open: to close it ends the answer in good order */
    public Piecemeal(RoutingContext exchange, StreamingOutput pieces) {
        this.exchange = exchange;
        this.pieces = pieces;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try {
            pieces.write(out);
        } catch (UnauthorizedException ended) {
            LOG.infof("%s: broken off: the token has ended, or is shut out", CorrelationId.of(exchange));
            breakOff();
            throw ended;
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "%s: broken off", CorrelationId.of(exchange));
            breakOff();
            throw failure;
        }
    }

    /**
     * The framework resets the answer, which does it with HTTP/2. Of HTTP/1.1 it would end the answer in good order before
     * the connection is closed, and count the request as one that never ends.
     */
    private void breakOff() {
        HttpServerResponse answer = exchange.response();
        if (!answer.headWritten() || exchange.request().version() == HttpVersion.HTTP_2) {
            return;
        }
        CompletableFuture<Void> closed = new CompletableFuture<>();
        answer.closeHandler(closed::complete);
        if (!answer.closed()) { // nor will anybody be told of it again
            exchange.request().connection().close();
            closed.join();
        }
    }
}
