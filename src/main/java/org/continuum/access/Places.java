package org.continuum.access;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.continuum.http.Ending;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many requests a client has in progress at one instance, so that none takes the places of all others: by bodies that come
 * in slowly, or by answers that it does not read. A request is in progress until its answer has left, a stream of events and a
 * download too.
 */
@ApplicationScoped
class Places {
    private final int most;
    private final Map<Client, Integer> taken = new ConcurrentHashMap<>();

    /** @param most 0: any number */
    Places(@ConfigProperty(name = "continuum.http.in-progress-per-client") int most) {
        this.most = most;
    }

    /** @throws Problem "too many" where it has as many as it may */
    void take(Caller caller, RoutingContext exchange) {
        if (most == 0) {
            return;
        }
        Client client = Client.of(caller);
        taken.compute(client, (who, now) -> {
            int before = now == null ? 0 : now;
            if (before >= most) {
                throw new Problem(
                        ProblemType.TOO_MANY,
                        "You have %d requests in progress here, as many as you may. Read their answers first."
                                .formatted(most));
            }
            return before + 1;
        });
        Ending.of(exchange, () -> taken.computeIfPresent(client, (who, now) -> now == 1 ? null : now - 1));
    }
}
