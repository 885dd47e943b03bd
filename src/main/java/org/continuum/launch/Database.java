package org.continuum.launch;

import java.util.Map;
import java.util.Objects;

/**
 * Where the database is and as whom to go there: the owner migrates, the application works and owns nothing.
 *
 * @param url JDBC URL
 */
public record Database(String url, String user, String password, String ownerUser, String ownerPassword) {
    public Database {
        Objects.requireNonNull(url);
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
        Objects.requireNonNull(ownerUser);
        Objects.requireNonNull(ownerPassword);
    }

    /** The same names that the environment variables {@code CONTINUUM_DATABASE_…} map to. */
    public Map<String, String> asConfiguration() {
        return Map.of(
                "continuum.database.url", url,
                "continuum.database.user", user,
                "continuum.database.password", password,
                "continuum.database.owner.user", ownerUser,
                "continuum.database.owner.password", ownerPassword);
    }

    /** Without the passwords, which must not reach a log. */
    @Override
    public String toString() {
        return url + " as " + user + " (owner " + ownerUser + ")";
    }
}
