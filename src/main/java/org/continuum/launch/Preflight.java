package org.continuum.launch;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/** What must be there before a start is worth trying, told in one sentence and all of it at once. */
final class Preflight {
    private static final int OLDEST_POSTGRESQL = 15;

    private static final String ISSUERS_KEYS = "mp.jwt.verify.publickey.location";

    private static final Pattern ON_THIS_MACHINE = Pattern.compile("http://(localhost|127\\.0\\.0\\.1|\\[::1])[:/].*");

    private static final String FORGETFUL = """
            SELECT name FROM pg_settings
            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name""";

    private Preflight() {}

    static void check(Config config, boolean production) {
        List<String> missing = new ArrayList<>();
        boolean named = has(config, Database.URL);
        if (named || production && !has(config, "continuum.postgres.home")) {
            addMissing(missing, config, Database.SETTINGS);
        }
        if (production) {
            // Nobody is let in without them; development and test builds bring an issuer of their own.
            addMissing(missing, config, List.of("mp.jwt.verify.issuer", ISSUERS_KEYS));
            // What is kept about persons is kept under them; nothing is stored that could not be sealed.
            addMissing(missing, config, List.of("continuum.vault.keys", "continuum.vault.index.key"));
            // What it signs must be believed for decades: neither name nor key is made up at a start.
            addMissing(missing, config, List.of("continuum.log.origin"));
            if (!has(config, "continuum.log.key.file")) {
                addMissing(missing, config, List.of("continuum.log.key"));
            }
        }
        if (!missing.isEmpty()) {
            throw new Refused("It needs "
                    + missing.stream().map(Preflight::variable).collect(Collectors.joining(", "))
                    + " in its environment; docs/operators.md says what each one is.");
        }
        if (production) {
            checkIssuer(config.getValue(ISSUERS_KEYS, String.class));
        }
        if (named) {
            checkDatabase(Database.of(config), production);
        }
    }

    private static void addMissing(List<String> missing, Config config, List<String> needed) {
        needed.stream().filter(setting -> !has(config, setting)).forEach(missing::add);
    }

    private static boolean has(Config config, String setting) {
        return config.getOptionalValue(setting, String.class).isPresent();
    }

    private static String variable(String setting) {
        return setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Whoever stands between could sign for everybody. */
    private static void checkIssuer(String keys) {
        if (keys.startsWith("http:") && !ON_THIS_MACHINE.matcher(keys).matches()) {
            throw new Refused(
                    "The issuer's keys must be read over https: " + variable(ISSUERS_KEYS) + " is " + keys + ".");
        }
    }

    private static void checkDatabase(Database database, boolean production) {
        connect(database.url(), database.ownerUser(), database.ownerPassword(), false);
        connect(database.url(), database.user(), database.password(), production);
    }

    /** @param durable whether it must keep what it acknowledges, whatever happens to its machine */
    private static void connect(String url, String user, String password, boolean durable) {
        var as = new Properties();
        as.setProperty("user", user);
        as.setProperty("password", password);
        as.setProperty("loginTimeout", "10");
        as.setProperty("connectTimeout", "10");
        // A URL may carry secrets behind its question mark.
        String where = url.replaceFirst("\\?.*", "") + " as " + user;
        try (var connection = DriverManager.getConnection(url, as)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_POSTGRESQL) {
                throw new Refused("The database at " + where + " is PostgreSQL " + version + "; it needs "
                        + OLDEST_POSTGRESQL + " or newer.");
            }
            if (durable) {
                checkDurable(connection, where);
            }
        } catch (SQLException e) {
            throw new Refused("The database at " + where + " cannot be reached: " + e.getMessage(), e);
        }
    }

    /** As this very user finds it: a role may have settings of its own. */
    private static void checkDurable(Connection connection, String where) throws SQLException {
        List<String> off = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(FORGETFUL)) {
            while (rows.next()) {
                off.add(rows.getString(1) + "=off");
            }
        }
        if (!off.isEmpty()) {
            throw new Refused("The database at " + where + " runs with " + String.join(", ", off)
                    + ": it would acknowledge what it can lose. Turn each on.");
        }
    }
}
