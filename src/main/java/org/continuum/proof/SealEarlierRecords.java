package org.continuum.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.continuum.trail.Salt;
import org.continuum.vault.MasterKeys;
import org.continuum.vault.PersonKey;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * V140. Seals what earlier versions have kept in plain, under the keys that the persons have: SQL has not the operator's keys, and
 * must not. It goes on where it was interrupted, since what is sealed can be told from what is not; and it ends by writing the
 * tables anew, so that no file of theirs has the earlier bytes. Of the write-ahead log, replicas' and backups, that is the
 * operator's to do.
 */
final class SealEarlierRecords implements JavaMigration {
    private static final Logger LOG = Logger.getLogger(SealEarlierRecords.class);
    private static final int TOLD = 50_000;

    private static final String KEY = """
            SELECT k.wrapped, r.person_id IS NOT NULL AS erased
            FROM (SELECT ?::uuid AS person_id) asked
                LEFT JOIN person_key k USING (person_id) LEFT JOIN person_erasure r USING (person_id)""";

    private final MasterKeys masters;
    private final int rows;

    /** @param rows in a batch */
    SealEarlierRecords(MasterKeys masters, int rows) {
        this.masters = masters;
        this.rows = rows;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("140");
    }

    @Override
    public String getDescription() {
        return "seal earlier records";
    }

    @Override
    public void migrate(Context context) throws SQLException {
        DataSource database = context.getConfiguration().getDataSource();
        // One of its own: each batch is kept, whatever becomes of the next.
        try (Connection connection = database.getConnection()) {
            for (EarlierKind kind : EarlierKind.ALL) {
                if (hasRows(connection, kind.table())) {
                    seal(connection, kind);
                }
            }
            for (EarlierKind kind : EarlierKind.ALL) {
                if (!kind.columns().isEmpty()) {
                    rewrite(connection, kind.table(), kind.columns().getFirst().name());
                }
            }
            rewrite(connection, "trail_entry", "salt");
        }
    }

    /** VACUUM would keep what was removed since the oldest transaction began, and this migration is part of one. */
    private static void rewrite(Connection connection, String table, String column) throws SQLException {
        if (hasRows(connection, table)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE %1$s ALTER COLUMN %2$s TYPE bytea USING %2$s || ''::bytea"
                        .formatted(table, column));
                statement.execute("ANALYZE " + table);
            }
        }
    }

    private void seal(Connection connection, EarlierKind kind) throws SQLException {
        long sealed = 0;
        Batch batch = new Batch(new UUID(0, 0), new UUID(0, 0), 0);
        do {
            batch = next(connection, kind, batch);
            sealed += batch.rows();
            if (sealed > 0 && (batch.rows() < rows || sealed % TOLD == 0)) {
                LOG.infof("%,d rows of %s are sealed", sealed, kind.table());
            }
        } while (batch.rows() == rows);
    }

    private Batch next(Connection connection, EarlierKind kind, Batch after) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('continuum.service', 'setup', true)");
            statement.execute("ALTER TABLE %s DISABLE TRIGGER refuse_change".formatted(kind.table()));
            statement.execute("ALTER TABLE trail_entry DISABLE TRIGGER refuse_change");
            Batch sealed = sealed(connection, kind, after);
            statement.execute("ALTER TABLE %s ENABLE TRIGGER refuse_change".formatted(kind.table()));
            statement.execute("ALTER TABLE trail_entry ENABLE TRIGGER refuse_change");
            connection.commit();
            return sealed;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Batch sealed(Connection connection, EarlierKind kind, Batch after) throws SQLException {
        List<EarlierKind.Column> columns = kind.columns();
        String selected = String.join(
                "",
                columns.stream()
                        .map(each -> ", r." + each.name() + ", " + each.sealedAs())
                        .toList());
        String set = String.join(
                ", ",
                columns.stream()
                        .map(each -> each.name() + " = s." + each.name())
                        .toList());
        String values = String.join(
                ", ", columns.stream().map(each -> "?::bytea AS " + each.name()).toList());
        Batch last = new Batch(after.person(), after.entry(), 0);
        PersonKey key = null;
        try (PreparedStatement select = connection.prepareStatement("""
                        SELECT e.home_id, e.id, e.salt, r.ctid, r.%s, %s%s FROM trail_entry e JOIN %s r ON %s
                        WHERE (e.home_id, e.id) > (?, ?) AND e.type = ? AND octet_length(e.salt) = 32
                        ORDER BY e.home_id, e.id LIMIT %d""".formatted(
                                kind.id(),
                                kind.other() == null ? "NULL::uuid" : kind.other(),
                                selected,
                                kind.table(),
                                kind.where(),
                                rows));
                PreparedStatement record =
                        connection.prepareStatement("UPDATE %s r SET %s%s FROM (SELECT %s) s WHERE r.ctid = ?::tid"
                                .formatted(kind.table(), set, kind.derived(), values));
                PreparedStatement entry =
                        connection.prepareStatement("UPDATE trail_entry SET salt = ? WHERE home_id = ? AND id = ?")) {
            select.setObject(1, after.person());
            select.setObject(2, after.entry());
            select.setString(3, kind.type());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID person = row.getObject(1, UUID.class);
                    UUID id = row.getObject(2, UUID.class);
                    if (key == null || !person.equals(last.person())) {
                        key = key(connection, person);
                    }
                    UUID other = row.getObject(6, UUID.class);
                    PersonKey sealing = other == null ? key : PersonKey.both(key, key(connection, other));
                    for (int i = 0; i < columns.size(); i++) {
                        byte[] plain = row.getBytes(7 + 2 * i);
                        record.setBytes(
                                1 + i, sealing.seal(plain, row.getString(8 + 2 * i), row.getObject(5, UUID.class)));
                    }
                    if (!columns.isEmpty()) {
                        record.setString(1 + columns.size(), row.getString(4));
                        record.addBatch();
                    }
                    entry.setBytes(1, Salt.seal(sealing, id, row.getBytes(3)));
                    entry.setObject(2, person);
                    entry.setObject(3, id);
                    entry.addBatch();
                    last = new Batch(person, id, last.rows() + 1);
                }
            }
            record.executeBatch();
            entry.executeBatch();
            return last;
        }
    }

    /** Of somebody who has been erased the rows are destroyed now; the erasure could only close them. */
    private PersonKey key(Connection connection, UUID person) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KEY)) {
            select.setObject(1, person);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                byte[] wrapped = row.getBytes("wrapped");
                if (wrapped != null) {
                    return masters.unwrap(person, wrapped);
                }
                if (row.getBoolean("erased")) {
                    return PersonKey.lost(person);
                }
                throw new IllegalStateException(
                        "Person %s has no key, and nobody has erased her: restore person_key".formatted(person));
            }
        }
    }

    private static boolean hasRows(Connection connection, String table) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('continuum.service', 'setup', true)");
            try (ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM %s)".formatted(table))) {
                return row.next() && row.getBoolean(1);
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    /** Around it: a failure then leaves no mark that somebody would have to remove. */
    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    /** Where a batch has ended. */
    private record Batch(UUID person, UUID entry, int rows) {}
}
