package org.continuum.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;
import java.util.Optional;
import org.continuum.http.Outage;

/**
 * Opens the act's transaction. An act called by an act joins it, and must be called for the same caller.
 *
 * <p>Of two that wait for each other PostgreSQL ends one, and tells it to try again. The outermost act does: all of it, in
 * a new transaction.
 */
@Act
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class ActInterceptor {
    private static final int ATTEMPTS = 3;

    @Inject
    Database database;

    @AroundInvoke
    Object inTransaction(InvocationContext act) {
        Caller caller = argument(act)
                .orElseThrow(
                        () -> new IllegalStateException("An act takes its caller as an argument: " + act.getMethod()));
        boolean outermost = !QuarkusTransaction.isActive();
        for (int attempt = 1; ; attempt++) {
            try {
                return database.within(new Behalf.Do(caller), act::proceed);
            } catch (RuntimeException e) {
                if (!outermost || attempt == ATTEMPTS || !Outage.isGivingWay(e)) {
                    throw e;
                }
            }
        }
    }

    static Optional<Caller> argument(InvocationContext call) {
        return Arrays.stream(call.getParameters())
                .filter(Caller.class::isInstance)
                .map(Caller.class::cast)
                .findFirst();
    }
}
