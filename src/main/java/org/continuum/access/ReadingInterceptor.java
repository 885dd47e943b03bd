package org.continuum.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Opens a reading's transaction; a reading within a reading or an act of the same caller is part of it. */
@Reading
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class ReadingInterceptor {
    @Inject
    Database database;

    @Inject
    Asking asking;

    @AroundInvoke
    Object inTransaction(InvocationContext reading) {
        Caller caller = ActInterceptor.argument(reading).orElseGet(asking::caller);
        return database.within(new Behalf.Read(caller), reading::proceed);
    }
}
