package org.continuum.bulk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.continuum.trail.Rows;
import org.continuum.vault.MasterKeys;
import org.continuum.vault.PersonKey;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * V134: rows on their way belong to nobody yet, so a job that is open gets a key of its own, wrapped by the operator's, and its
 * rows are sealed with it. In Flyway's transaction: all of it, or nothing. The table is written anew, so that its file has none
 * of the earlier bytes.
 */
public final class SealEarlierRows implements JavaMigration {
    /** A row may have 256 KiB, and is there three times while it is sealed. */
    private static final int BATCH = 100;

    private static final String OPEN =
            "SELECT id FROM bulk_job WHERE state IN ('receiving', 'checking', 'checked', 'committing') ORDER BY id";

    private static final String NEXT = """
            SELECT number, line FROM bulk_line WHERE job_id = ? AND number > ? AND line IS NOT NULL
            ORDER BY number LIMIT ?""";

    private static final String SEAL = """
            UPDATE bulk_line l SET line = s.line FROM unnest(?::int[], ?::bytea[]) AS s (number, line)
            WHERE l.job_id = ? AND l.number = s.number""";

    private final MasterKeys masters;

    public SealEarlierRows(MasterKeys masters) {
        this.masters = masters;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("134");
    }

    @Override
    public String getDescription() {
        return "seal earlier rows";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('continuum.service', 'setup', true)");
            statement.execute("ALTER TABLE bulk_job ADD COLUMN key bytea CHECK (octet_length(key) = 64)");
            List<UUID> open = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(OPEN)) {
                while (row.next()) {
                    open.add(row.getObject(1, UUID.class));
                }
            }
            for (UUID job : open) {
                seal(connection, job);
            }
            // a canceled job's rows would have gone piece by piece
            statement.execute("DELETE FROM bulk_line WHERE job_id IN (SELECT id FROM bulk_job WHERE key IS NULL)");
            statement.execute("ALTER TABLE bulk_line ALTER COLUMN line TYPE bytea USING line || ''::bytea");
        }
    }

    private void seal(Connection connection, UUID job) throws SQLException {
        byte[] wrapped = masters.wrapNew(job);
        PersonKey key = masters.unwrap(job, wrapped);
        try (PreparedStatement own = connection.prepareStatement("UPDATE bulk_job SET key = ? WHERE id = ?");
                PreparedStatement next = connection.prepareStatement(NEXT);
                PreparedStatement seal = connection.prepareStatement(SEAL)) {
            own.setBytes(1, wrapped);
            own.setObject(2, job);
            own.executeUpdate();
            List<Line> lines = new ArrayList<>();
            do {
                next.setObject(1, job);
                next.setInt(2, lines.isEmpty() ? 0 : lines.getLast().number());
                next.setInt(3, BATCH);
                lines.clear();
                try (ResultSet row = next.executeQuery()) {
                    while (row.next()) {
                        lines.add(new Line(row.getInt(1), row.getBytes(2)));
                    }
                }
                Rows<Line> rows = new Rows<>(connection, lines);
                rows.set(seal, 1, "int4", Line::number);
                rows.set(seal, 2, each -> BulkLines.seal(key, job, each));
                seal.setObject(3, job);
                seal.executeUpdate();
            } while (lines.size() == BATCH);
        }
    }
}
