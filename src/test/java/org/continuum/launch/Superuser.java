package org.continuum.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;

/** Whom no grant and no trigger stops: the superuser of the tests' database. */
public final class Superuser {
    private Superuser() {}

    public static Connection connect() throws SQLException {
        return connect("continuum");
    }

    /** To another database of the same server. */
    public static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", password());
    }

    private static String password() {
        var passwords = new Properties();
        Path file = ConfigProvider.getConfig()
                .getValue("continuum.data", Path.class)
                .resolve("passwords.properties");
        try (var in = Files.newBufferedReader(file)) {
            passwords.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return passwords.getProperty("postgres");
    }

    /** For PostgreSQL's own programs. */
    public static String dumpUrl() {
        return url("continuum")
                .replaceFirst("^jdbc:postgresql://", "postgresql://postgres:" + password() + "@")
                .replaceFirst("\\?.*", "");
    }

    public static String url(String database) {
        String service = ConfigProvider.getConfig().getValue("continuum.database.url", String.class);
        return service.replaceFirst("/[^/]*$", "/" + database);
    }
}
