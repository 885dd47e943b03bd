package org.continuum.access;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Opens a reading's transaction; a reading within a reading or an act of the same caller is part of it.
 *
 * <p>A consent can be taken back, and a relation revoked, between the gate and the reading, or between two of its statements: the
 * one would find an empty record, the other half of one. So an organization reads at one moment, and is asked for it then; a person
 * does not cease to be herself.
 */
@Reading
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class ReadingInterceptor {
    @Inject
    Database database;

    @Inject
    Asking asking;

    @Inject
    Admission admission;

    private final ManagedContext requests = Arc.container().requestContext();

    @AroundInvoke
    Object inTransaction(InvocationContext reading) {
        Caller caller = ActInterceptor.argument(reading).orElseGet(asking::caller);
        Behalf reads = new Behalf.Read(caller);
        if (!requests.isActive() || caller.isPerson()) {
            return database.within(reads, reading::proceed);
        }
        return database.atOneMoment(reads, () -> {
            admission.requireStill();
            return reading.proceed();
        });
    }
}
