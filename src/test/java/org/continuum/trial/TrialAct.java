package org.continuum.trial;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.continuum.access.Act;
import org.continuum.access.Caller;

@ApplicationScoped
class TrialAct {
    @Inject
    AgroalDataSource database;

    /** What the database knows of the caller inside the act. */
    @Act
    TrialResource.Seen identity(Caller caller) {
        return settings(caller);
    }

    /** What it knows without one, on whichever connection comes; empty where an earlier act has set it and ended. */
    TrialResource.Seen settings(Caller caller) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT coalesce(current_setting('continuum.organization', true), ''),"
                        + " coalesce(current_setting('continuum.actor', true), '')")) {
            row.next();
            return new TrialResource.Seen(row.getString(1), row.getString(2), caller.name());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
