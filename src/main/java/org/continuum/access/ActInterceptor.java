package org.continuum.access;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Opens the act's transaction and makes its caller known to the database: the one place where identity enters it.
 *
 * <p>The settings end with the transaction. A session-wide SET would be found by the next borrower of the connection.
 */
@Act
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class ActInterceptor {
    private static final String IDENTIFY =
            "SELECT set_config('continuum.organization', ?, true), set_config('continuum.actor', ?, true)";

    @Inject
    AgroalDataSource database;

    @Inject
    TransactionSynchronizationRegistry transaction;

    /** An act called by an act joins its transaction, and must be called for the same caller. */
    @AroundInvoke
    Object inTransaction(InvocationContext act) {
        Caller caller = callerOf(act);
        return QuarkusTransaction.joiningExisting().call(() -> {
            Object known = transaction.getResource(ActInterceptor.class);
            if (known == null) {
                identify(caller);
                transaction.putResource(ActInterceptor.class, caller);
            } else if (!known.equals(caller)) {
                throw new IllegalStateException("An act was called within another caller's act");
            }
            return act.proceed();
        });
    }

    private void identify(Caller caller) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement identify = connection.prepareStatement(IDENTIFY)) {
            identify.setString(1, caller.organization().toString());
            identify.setString(2, caller.subject());
            identify.execute();
        }
    }

    private static Caller callerOf(InvocationContext act) {
        for (Object argument : act.getParameters()) {
            if (argument instanceof Caller caller) {
                return caller;
            }
        }
        throw new IllegalStateException("An act takes its caller as an argument: " + act.getMethod());
    }
}
