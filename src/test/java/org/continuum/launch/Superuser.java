package org.continuum.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Whom no grant and no trigger stops: the superuser of the tests' database. */
public final class Superuser {
    private Superuser() {}

    public static Connection connect() throws SQLException {
        Config config = ConfigProvider.getConfig();
        var passwords = new Properties();
        try (var in = Files.newBufferedReader(
                config.getValue("continuum.data", Path.class).resolve("passwords.properties"))) {
            passwords.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return DriverManager.getConnection(
                config.getValue("continuum.database.url", String.class), "postgres", passwords.getProperty("postgres"));
    }
}
