package org.continuum.access;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The database as its owner sees it who says that he sets it up: everything. */
public final class Unwalled {
    private Unwalled() {}

    public static Connection open() throws SQLException {
        return open(ConfigProvider.getConfig().getValue("continuum.database.url", String.class));
    }

    /** Another database of the same server and owner. */
    public static Connection open(String url) throws SQLException {
        Config config = ConfigProvider.getConfig();
        Properties as = new Properties();
        as.setProperty("user", config.getValue("continuum.database.owner.user", String.class));
        as.setProperty("password", config.getValue("continuum.database.owner.password", String.class));
        as.setProperty("options", "-c continuum.service=setup");
        return DriverManager.getConnection(url, as);
    }
}
