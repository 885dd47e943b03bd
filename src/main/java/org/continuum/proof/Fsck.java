package org.continuum.proof;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.continuum.log.LogKeys;
import org.continuum.log.VerifierKey;

/**
 * Checks a whole database: {@code bin/fsck [KEY…]}. A program of its own, so that it can look at a service that runs, at one
 * that is stopped, and at a restored copy. It changes nothing. Exit code 0: everything holds; 1: something does not; 2: it
 * could not look.
 */
public final class Fsck {
    private static final int SHOWN = 200;

    private Fsck() {}

    public static void main(String... arguments) {
        Map<String, String> environment = System.getenv();
        List<String> missing = java.util.stream.Stream.of(
                        "CONTINUUM_DATABASE_URL", "CONTINUUM_DATABASE_USER", "CONTINUUM_DATABASE_PASSWORD")
                .filter(name -> !environment.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            System.err.println(
                    "fsck needs " + String.join(", ", missing) + " in its environment, as the service does.");
            System.exit(2);
        }
        try (Connection connection = DriverManager.getConnection(
                environment.get("CONTINUUM_DATABASE_URL"),
                environment.get("CONTINUUM_DATABASE_USER"),
                environment.get("CONTINUUM_DATABASE_PASSWORD"))) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            seeAll(connection);
            OperatorKeys operator = new OperatorKeys(
                    environment.get("CONTINUUM_VAULT_KEYS"), environment.get("CONTINUUM_VAULT_INDEX_KEY"));
            Findings findings = check(
                    connection, Arrays.stream(arguments).map(VerifierKey::of).toList(), operator);
            tell(findings, arguments.length == 0, operator);
            System.exit(findings.wrong().isEmpty() ? 0 : 1);
        } catch (SQLException | IllegalArgumentException | IllegalStateException e) {
            System.err.println("fsck could not look: " + e.getMessage());
            System.exit(2);
        }
    }

    /** The database shows its rows to whoever says for what; otherwise there would be none to check. */
    private static void seeAll(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('continuum.service', 'check', true)");
        }
    }

    /**
     * @param connection in a transaction, so that all is seen as of one moment
     * @param trusted keys that have signed; none for those that the database itself names
     * @param operator without whose keys what is sealed is not held against its commitments, nor identifiers against it
     */
    static Findings check(Connection connection, List<VerifierKey> trusted, OperatorKeys operator) throws SQLException {
        Findings findings = new Findings();
        List<VerifierKey> keys = trusted.isEmpty() ? published(connection, findings) : trusted;
        new CheckLog(connection, keys, findings).check();
        new CheckTrail(connection, keys, findings).check();
        new CheckRecords(connection, new Unsealing(connection, operator, findings), findings).check();
        return findings;
    }

    private static List<VerifierKey> published(Connection connection, Findings findings) throws SQLException {
        List<VerifierKey> keys = new ArrayList<>();
        for (var each : LogKeys.list(connection)) {
            try {
                keys.add(VerifierKey.of(each.key()));
            } catch (IllegalArgumentException e) {
                findings.add("log_key " + each.key() + ": is no key");
            }
        }
        return keys;
    }

    private static void tell(Findings findings, boolean keysOfDatabase, OperatorKeys operator) {
        findings.looked().forEach((table, rows) -> System.out.printf("%,12d %s%n", rows, table));
        if (keysOfDatabase) {
            System.out.println(
                    "Signatures were checked by the keys in the database itself; name those that you trust.");
        }
        if (findings.unopenedRecords() > 0) {
            System.out.printf(
                    "%,d sealed records were not opened: of the erased nobody can, of others whoever gives fsck"
                            + " CONTINUUM_VAULT_KEYS.%n",
                    findings.unopenedRecords());
        }
        if (operator.index().isEmpty() || operator.masters().isEmpty()) {
            System.out.println("Identifiers were not held against the persons' own: give fsck CONTINUUM_VAULT_KEYS and"
                    + " CONTINUUM_VAULT_INDEX_KEY.");
        }
        List<String> wrong = findings.wrong();
        wrong.stream().limit(SHOWN).forEach(System.out::println);
        if (wrong.size() > SHOWN) {
            System.out.println("… and " + (wrong.size() - SHOWN) + " more");
        }
        System.out.println(wrong.isEmpty() ? "EVERYTHING HOLDS" : wrong.size() + " FAULTS");
    }
}
