package org.continuum.bulk;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.continuum.vault.MasterKeys;
import org.continuum.vault.PersonKey;
import org.jboss.logging.Logger;

/**
 * The key of each job whose rows are on their way. It is gone with the last of them, and so is what they say wherever the job's row
 * was not copied with them.
 */
@ApplicationScoped
class JobKeys {
    private static final Logger LOG = Logger.getLogger(JobKeys.class);

    private static final String OF = "SELECT key FROM bulk_job WHERE id = ?";

    private static final String ALL = "SELECT id, key FROM bulk_job WHERE key IS NOT NULL ORDER BY id";

    // Not where the job has ended, or another instance has done it, since it was read.
    private static final String REWRAP = "UPDATE bulk_job SET key = ? WHERE id = ? AND key = ?";

    private final Database database;
    private final MasterKeys masters;

    JobKeys(Database database, MasterKeys masters) {
        this.database = database;
        this.masters = masters;
    }

    /** Jobs that are under way when the operator's next key comes go on under that. */
    void start(@Observes StartupEvent event) {
        int rewrapped = database.as(ServiceIdentity.BULK, () -> rewrap(masters));
        if (rewrapped > 0) {
            LOG.infof("%d bulk jobs' keys are now under the first of CONTINUUM_VAULT_KEYS", rewrapped);
        }
    }

    /** How many were under another. */
    int rewrap(MasterKeys under) throws SQLException {
        int rewrapped = 0;
        try (Connection connection = database.getConnection();
                PreparedStatement all = connection.prepareStatement(ALL);
                PreparedStatement rewrap = connection.prepareStatement(REWRAP);
                ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                UUID job = rows.getObject(1, UUID.class);
                byte[] wrapped = rows.getBytes(2);
                if (!under.isUnderFirst(wrapped)) {
                    rewrap.setBytes(1, under.rewrap(job, wrapped));
                    rewrap.setObject(2, job);
                    rewrap.setBytes(3, wrapped);
                    rewrapped += rewrap.executeUpdate();
                }
            }
        }
        return rewrapped;
    }

    byte[] wrapNew(UUID job) {
        return masters.wrapNew(job);
    }

    /** Empty when the job has ended, and its rows are gone or about to go. */
    Optional<PersonKey> of(UUID job) {
        try (Connection connection = database.getConnection();
                PreparedStatement of = connection.prepareStatement(OF)) {
            of.setObject(1, job);
            try (ResultSet row = of.executeQuery()) {
                byte[] wrapped = row.next() ? row.getBytes(1) : null;
                return Optional.ofNullable(wrapped).map(each -> masters.unwrap(job, each));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A job's key cannot be read", e);
        }
    }
}
