package org.continuum.access;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionRunnerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the database, which first asks who it is for: every connection belongs to a transaction that knows its
 * caller or the part of the service that works by itself. Hibernate takes its connections from the same transaction, and
 * is configured to do nothing outside of one.
 *
 * <p>Who it is for is a setting that ends with the transaction. A session-wide SET would be found by the next borrower of
 * the connection.
 */
@ApplicationScoped
public class Database {
    // The jurisdiction is that of a licensing authority: what all of a jurisdiction may see, it may.
    private static final String IDENTIFY = """
            SELECT set_config('continuum.organization', ?, true), set_config('continuum.actor', ?, true),
                set_config('continuum.service', ?, true), set_config('continuum.now', ?, true),
                set_config('continuum.jurisdiction', coalesce((
                    SELECT jurisdiction FROM organization
                    WHERE id = nullif(?, '')::uuid AND kind = 'licensing-authority'), ''), true)""";

    // must be the first of a transaction; sent with the second, it costs no way of its own
    private static final String AT_ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; ";

    // A person whose record was merged keeps the token that she has, and is who she is now.
    private static final String FOLLOW =
            "SELECT set_config('continuum.organization', survivor_of(caller_organization())::text, true)";

    private final AgroalDataSource connections;
    private final TransactionSynchronizationRegistry transaction;
    private final Moment time;

    Database(AgroalDataSource connections, TransactionSynchronizationRegistry transaction, Moment time) {
        this.connections = connections;
        this.transaction = transaction;
        this.time = time;
    }

    /**
     * The connection of the current transaction; closing it leaves the transaction open.
     *
     * @throws IllegalStateException where nobody is known for whom it would be
     */
    public Connection getConnection() throws SQLException {
        if (known() == null) {
            throw new IllegalStateException("The database is asked in a transaction that knows for whom");
        }
        return connections.getConnection();
    }

    /** Work of the service's own, in a transaction of its own unless it is part of such work. */
    public <T> T as(ServiceIdentity service, Callable<T> work) {
        return apart(new Behalf.Own(service), work);
    }

    /** A reading that outlives the request it belongs to, or is not all of it; in a transaction of its own. */
    public <T> T as(Caller caller, Callable<T> reading) {
        return apart(new Behalf.Read(caller), reading);
    }

    /** A transaction on this behalf, or the one that is open on the same. */
    <T> T within(Behalf behalf, Callable<T> work) {
        return identified(QuarkusTransaction.joiningExisting(), behalf, false, work);
    }

    /** As above; all statements of a transaction that begins here see what was there at its first. */
    <T> T atOneMoment(Behalf behalf, Callable<T> work) {
        return identified(QuarkusTransaction.joiningExisting(), behalf, true, work);
    }

    private <T> T apart(Behalf behalf, Callable<T> work) {
        boolean part = behalf.equals(known());
        return identified(
                part ? QuarkusTransaction.joiningExisting() : QuarkusTransaction.requiringNew(), behalf, false, work);
    }

    private <T> T identified(TransactionRunnerOptions in, Behalf behalf, boolean atOneMoment, Callable<T> work) {
        return in.call(() -> {
            Behalf known = known();
            if (known == null) {
                identify(behalf, atOneMoment);
                transaction.putResource(Database.class, behalf);
            } else if (!known.includes(behalf)) {
                throw new IllegalStateException("%s cannot become %s".formatted(known, behalf));
            }
            return work.call();
        });
    }

    private @Nullable Behalf known() {
        return transaction.getTransactionStatus() == Status.STATUS_NO_TRANSACTION
                ? null
                : (Behalf) transaction.getResource(Database.class);
    }

    private void identify(Behalf behalf, boolean atOneMoment) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement identify =
                        connection.prepareStatement(atOneMoment ? AT_ONE_MOMENT + IDENTIFY : IDENTIFY)) {
            identify.setString(1, behalf.organization());
            identify.setString(2, behalf.actor());
            identify.setString(3, behalf.service());
            identify.setString(4, time.now().toString());
            identify.setString(5, behalf.organization());
            identify.execute();
            if (behalf.isPerson()) {
                try (PreparedStatement follow = connection.prepareStatement(FOLLOW)) {
                    follow.execute();
                }
            }
        }
    }
}
