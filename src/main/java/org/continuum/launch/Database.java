package org.continuum.launch;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;

/**
 * Where the database is and as whom to go there: the owner migrates, the application works and owns nothing.
 *
 * @param url JDBC URL
 */
public record Database(String url, String user, String password, String ownerUser, String ownerPassword) {
    static final String URL = "continuum.database.url";
    private static final String USER = "continuum.database.user";
    private static final String PASSWORD = "continuum.database.password";
    private static final String OWNER_USER = "continuum.database.owner.user";
    private static final String OWNER_PASSWORD = "continuum.database.owner.password";

    static final List<String> SETTINGS = List.of(URL, USER, PASSWORD, OWNER_USER, OWNER_PASSWORD);

    public Database {
        Objects.requireNonNull(url);
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
        Objects.requireNonNull(ownerUser);
        Objects.requireNonNull(ownerPassword);
    }

    static Database of(Config config) {
        return new Database(
                config.getValue(URL, String.class),
                config.getValue(USER, String.class),
                config.getValue(PASSWORD, String.class),
                config.getValue(OWNER_USER, String.class),
                config.getValue(OWNER_PASSWORD, String.class));
    }

    /** The same names that the environment variables {@code CONTINUUM_DATABASE_…} map to. */
    public Map<String, String> asConfiguration() {
        return Map.of(URL, url, USER, user, PASSWORD, password, OWNER_USER, ownerUser, OWNER_PASSWORD, ownerPassword);
    }

    /** Without the passwords, which must not reach a log. */
    @Override
    public String toString() {
        return url + " as " + user + " (owner " + ownerUser + ")";
    }
}
