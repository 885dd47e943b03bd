package org.continuum.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;
import java.util.Optional;

/** Opens the act's transaction. An act called by an act joins it, and must be called for the same caller. */
@Act
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class ActInterceptor {
    @Inject
    Database database;

    @AroundInvoke
    Object inTransaction(InvocationContext act) {
        Caller caller = argument(act)
                .orElseThrow(
                        () -> new IllegalStateException("An act takes its caller as an argument: " + act.getMethod()));
        return database.within(new Behalf.Do(caller), act::proceed);
    }

    static Optional<Caller> argument(InvocationContext call) {
        return Arrays.stream(call.getParameters())
                .filter(Caller.class::isInstance)
                .map(Caller.class::cast)
                .findFirst();
    }
}
