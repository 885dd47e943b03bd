package org.continuum.vault;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.jboss.logging.Logger;

/**
 * Brings every person's key under the operator's first key, when the service starts. Once that is done the operator can
 * destroy the earlier one, and with it every older copy of a wrapped key, wherever it is.
 */
@ApplicationScoped
class RewrapKeys {
    private static final Logger LOG = Logger.getLogger(RewrapKeys.class);
    private static final int BATCH = 1_000;

    private static final String NEXT =
            "SELECT person_id, wrapped FROM person_key WHERE person_id > ? ORDER BY person_id LIMIT " + BATCH;

    // Not where it has been destroyed, or rewrapped by another instance, since it was read.
    private static final String REWRAP = "UPDATE person_key SET wrapped = ? WHERE person_id = ? AND wrapped = ?";

    private final Database database;
    private final MasterKeys masters;

    RewrapKeys(Database database, MasterKeys masters) {
        this.database = database;
        this.masters = masters;
    }

    void start(@Observes StartupEvent event) {
        int rewrapped = rewrap();
        if (rewrapped > 0) {
            LOG.infof("%d persons' keys are now under the first of CONTINUUM_VAULT_KEYS", rewrapped);
        }
    }

    /** How many were under another. */
    int rewrap() {
        Batch batch = new Batch(new UUID(0, 0), 0, BATCH);
        int rewrapped = 0;
        while (batch.read() == BATCH) {
            UUID after = batch.last();
            batch = database.as(ServiceIdentity.VAULT, () -> next(after));
            rewrapped += batch.rewrapped();
        }
        return rewrapped;
    }

    private Batch next(UUID after) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement next = connection.prepareStatement(NEXT);
                PreparedStatement rewrap = connection.prepareStatement(REWRAP)) {
            next.setObject(1, after);
            UUID last = after;
            int read = 0;
            int rewrapped = 0;
            try (ResultSet rows = next.executeQuery()) {
                for (; rows.next(); read++) {
                    last = rows.getObject(1, UUID.class);
                    byte[] wrapped = rows.getBytes(2);
                    if (!masters.isUnderFirst(wrapped)) {
                        rewrap.setBytes(1, masters.rewrap(last, wrapped));
                        rewrap.setObject(2, last);
                        rewrap.setBytes(3, wrapped);
                        rewrapped += rewrap.executeUpdate();
                    }
                }
            }
            return new Batch(last, rewrapped, read);
        }
    }

    private record Batch(UUID last, int rewrapped, int read) {}
}
