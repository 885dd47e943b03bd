package org.continuum.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many requests are in progress at this instance. Beyond what may be, one is refused at once: it would only wait, for a
 * connection to the database above all, and make the others wait too.
 *
 * <p>A request is in progress until its answer begins. A stream of events, which goes on for as long as it likes, has limits
 * of its own.
 */
@ApplicationScoped
class Crowd {
    /** Health and metrics, where they have no port of their own: whoever asks them wants to know of just this. */
    private static final String OF_THE_OPERATOR = "/q/";

    private final int most;
    private final AtomicInteger inside = new AtomicInteger();
    private final Counter refused;

    /** @param most 0: any number */
    Crowd(MeterRegistry meters, @ConfigProperty(name = "continuum.http.in-progress") int most) {
        this.most = most;
        this.refused = meters.counter("continuum.http.refused");
        meters.gauge("continuum.http.in.progress", inside);
    }

    /** @throws Problem "unavailable" when there are too many */
    void enter(RoutingContext exchange) {
        if (exchange.request().path().startsWith(OF_THE_OPERATOR)) {
            return;
        }
        if (inside.incrementAndGet() > most && most > 0) {
            inside.decrementAndGet();
            refused.increment();
            throw Problem.overloaded();
        }
        AtomicBoolean left = new AtomicBoolean();
        exchange.addHeadersEndHandler(begun -> leave(left));
        // whoever goes away before there is an answer
        exchange.addEndHandler(ended -> leave(left));
    }

    private void leave(AtomicBoolean left) {
        if (left.compareAndSet(false, true)) {
            inside.decrementAndGet();
        }
    }
}
