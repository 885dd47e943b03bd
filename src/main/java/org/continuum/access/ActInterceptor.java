package org.continuum.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.http.Outage;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Requested;

/**
 * Opens the act's transaction. An act called by an act joins it, and must be called for the same caller.
 *
 * <p>Of two that wait for each other PostgreSQL ends one, and tells it to try again. The outermost act does: all of it, in
 * a new transaction. So it does where what let it in has ended meanwhile.
 *
 * <p>What is done has its entry on the trail; what is refused has none, and may tell what stands on somebody's record: that is
 * read, and on record before it is answered.
 */
@Act
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class ActInterceptor {
    private static final int ATTEMPTS = 3;

    /** What an act answers once it has looked. That there is nothing here tells nothing, and of a closed record she reads no more. */
    private static final Set<ProblemType> TELLING =
            EnumSet.of(ProblemType.FORBIDDEN, ProblemType.CONFLICT, ProblemType.STALE, ProblemType.UNACCEPTABLE);

    @Inject
    Database database;

    @Inject
    Requested requested;

    @Inject
    AccessLog accesses;

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
                if (outermost && e instanceof Problem refused && TELLING.contains(refused.type())) {
                    noteRefused(caller, act);
                }
                if (!outermost || attempt == ATTEMPTS || !(e instanceof Outpaced || Outage.isGivingWay(e))) {
                    throw e;
                }
            }
        }
    }

    private void noteRefused(Caller caller, InvocationContext act) {
        Set<UUID> told = new LinkedHashSet<>();
        requested.idIn("people").ifPresent(told::add);
        for (Object argument : act.getParameters()) {
            if (argument instanceof NamesPersons names) {
                told.addAll(names.persons());
            }
        }
        if (!told.isEmpty()) {
            database.within(new Behalf.Read(caller), () -> {
                accesses.noteRefused(caller, told);
                return told;
            });
        }
    }

    static Optional<Caller> argument(InvocationContext call) {
        return Arrays.stream(call.getParameters())
                .filter(Caller.class::isInstance)
                .map(Caller.class::cast)
                .findFirst();
    }
}
