package org.continuum.http;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names one exchange in headers, logs and problems: the client's own name if it is sane, ours otherwise. */
final class CorrelationId {
    static final String HEADER = "Correlation-Id";
    static final String LOG_KEY = "correlationId";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private CorrelationId() {}

    static String of(RoutingContext exchange) {
        String known = exchange.get(HEADER);
        if (known == null) {
            known = choose(exchange.request().getHeader(HEADER));
            exchange.put(HEADER, known);
        }
        return known;
    }

    private static String choose(@Nullable String offered) {
        return offered != null && SANE.matcher(offered).matches()
                ? offered
                : Ids.next().toString();
    }
}
