package org.continuum.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What every exchange passes before anything reads it, pages and health checks included: it gets its correlation id and
 * its version, is sent away when there are too many, and a body that announces itself as too large is not read at all.
 */
@ApplicationScoped
class FrontDoor {
    private static final Logger LOG = Logger.getLogger(FrontDoor.class);
    private static final int BEFORE_AUTHENTICATION = 1000;

    /** Quarkus sets its own limit before, with the priority 2. */
    private static final int AFTER_THE_SERVERS_LIMIT = 1;

    private final Crowd crowd;
    private final Pattern streamed;

    /**
     * @param streamed paths whose operations read their body piece by piece, and bound it themselves
     */
    FrontDoor(Crowd crowd, @ConfigProperty(name = "continuum.http.streamed-paths") String streamed) {
        this.crowd = crowd;
        this.streamed = Pattern.compile(streamed);
    }

    void open(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_AUTHENTICATION);
        filters.register(this::limit, AFTER_THE_SERVERS_LIMIT);
    }

    /** What failed outside of any resource would otherwise be answered with the server's own page. */
    void close(@Observes Router router) {
        router.route().order(Integer.MAX_VALUE).handler(exchange -> refuse(exchange, Problem.notFound()));
        router.route().order(Integer.MAX_VALUE).failureHandler(FrontDoor::failed);
    }

    private void enter(RoutingContext exchange) {
        String correlation = CorrelationId.of(exchange);
        MDC.put(CorrelationId.LOG_KEY, correlation);
        exchange.response().putHeader(CorrelationId.HEADER, correlation);
        if (exchange.request().isSSL()) { // our own TLS, or that of a proxy whose word is taken for it
            exchange.response().putHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        if (exchange.request().headers().getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
            // A proxy in front of us may have looked at the other one.
            refuse(exchange, ProblemMapping.of(401));
            return;
        }
        if (exchange.request().path().indexOf(';') >= 0) {
            // No path of ours has parameters of its own, and the framework would decode one that has them twice.
            refuse(exchange, Problem.notFound());
            return;
        }
        if (!exchange.request().path().equals(exchange.normalizedPath())) {
            // The router would go by another path than whoever looks at this one, here or in front of us.
            refuse(exchange, Problem.notFound());
            return;
        }
        try {
            String version = ApiVersion.of(exchange.request().getHeader(ApiVersion.HEADER));
            exchange.response().putHeader(ApiVersion.HEADER, version);
            crowd.enter(exchange);
            if (!streams(exchange)) {
                refuseLargeBody(exchange.request().getHeader("Content-Length"));
            }
        } catch (Problem problem) {
            refuse(exchange, problem);
            return;
        }
        exchange.next();
    }

    /** A body that does not announce its length is cut off when it turns out too long. */
    private void limit(RoutingContext exchange) {
        if (!streams(exchange)) {
            exchange.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, (long) Limits.PACKAGE_BYTES + 1);
        }
        exchange.next();
    }

    private boolean streams(RoutingContext exchange) {
        return streamed.matcher(exchange.request().path()).matches();
    }

    private static void refuseLargeBody(@Nullable String length) {
        // Which operation is meant is not known yet; the reader holds the body against that operation's own limit.
        // At most 19 digits fit a long; Vert.x has already refused what is no number.
        if (length != null && (length.length() > 18 || Long.parseLong(length) > Limits.PACKAGE_BYTES)) {
            throw ReceivedBody.tooLarge();
        }
    }

    private static void failed(RoutingContext exchange) {
        Throwable failure = exchange.failure();
        if (exchange.response().headWritten()) {
            LOG.debugf(failure, "%s failed while it was answered", CorrelationId.of(exchange));
        } else if (failure instanceof Problem problem) {
            refuse(exchange, problem);
        } else if (failure != null) {
            LOG.errorf(failure, "%s failed", CorrelationId.of(exchange));
            refuse(exchange, Problem.internal());
        } else {
            refuse(exchange, ProblemMapping.of(exchange.statusCode()));
        }
    }

    private static void refuse(RoutingContext exchange, Problem problem) {
        if (exchange.response().ended()) {
            return;
        }
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            exchange.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        problem.retryAfter()
                .ifPresent(
                        seconds -> exchange.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
        exchange.response()
                .putHeader(CorrelationId.HEADER, CorrelationId.of(exchange))
                .setStatusCode(problem.type().status())
                .putHeader("Content-Type", ProblemBody.MEDIA_TYPE)
                .end(ProblemBody.of(problem, exchange.request().path(), CorrelationId.of(exchange))
                        .json());
    }
}
