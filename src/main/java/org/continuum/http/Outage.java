package org.continuum.http;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away, full or overloaded from a failure of ours: of the first the client is told to wait. */
public final class Outage {
    /** Connection exceptions, and resources that ran out: disk, memory, connections. */
    private static final Set<String> CLASSES = Set.of("08", "53");

    /**
     * Shut down by its administrator, crashed, starting; turned into a replica; a statement that took too long or waited
     * too long for a lock. PostgreSQL's manual, appendix A.
     */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "25006", "57014", "55P03");

    private static final String DEADLOCK = "40P01";

    private Outage() {}

    /** Whether one is behind the failure, however often it was wrapped. */
    static boolean isBehind(Throwable failure) {
        return isBehind(failure, Outage::isOutage, new HashSet<>());
    }

    /** Whether two transactions waited for each other, and this one was ended for the other's sake: the same will do again. */
    public static boolean isGivingWay(Throwable failure) {
        return isBehind(failure, Outage::isDeadlock, new HashSet<>());
    }

    private static boolean isBehind(@Nullable Throwable failure, Predicate<SQLException> looked, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return false;
        }
        if (failure instanceof SQLException refused && looked.test(refused)) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (isBehind(suppressed, looked, seen)) {
                return true;
            }
        }
        return isBehind(failure.getCause(), looked, seen);
    }

    private static boolean isDeadlock(SQLException refused) {
        return DEADLOCK.equals(refused.getSQLState());
    }

    private static boolean isOutage(SQLException refused) {
        String state = refused.getSQLState();
        if (state != null && state.length() == 5) {
            return isDeadlock(refused) || STATES.contains(state) || CLASSES.contains(state.substring(0, 2));
        }
        // the pool's own: no connection came free in time
        return refused instanceof SQLTransientConnectionException || refused.getCause() instanceof TimeoutException;
    }
}
