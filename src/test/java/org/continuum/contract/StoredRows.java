package org.continuum.contract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.continuum.access.Unwalled;

/**
 * How many rows every table has, seen by the owner, who may see all. Not those that the sequencer fills a moment after an act:
 * they follow from the trail's entries, which are counted. Nor is who has read: a question leaves that and nothing else.
 */
public final class StoredRows {
    private StoredRows() {}

    public static Map<String, Long> count() throws SQLException {
        try (Connection connection = Unwalled.open();
                Statement statement = connection.createStatement()) {
            Map<String, Long> rows = new TreeMap<>();
            for (String table : tables(statement)) {
                try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
                    count.next();
                    rows.put(table, count.getLong(1));
                }
            }
            return rows;
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT quote_ident(schemaname) || '.' || quote_ident(tablename)"
                + " FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
                + " AND tablename NOT IN ('log_entry', 'log_tile', 'log_checkpoint', 'trail_position', 'trail_queue',"
                + " 'person_access')")) {
            List<String> tables = new ArrayList<>();
            while (found.next()) {
                tables.add(found.getString(1));
            }
            return tables;
        }
    }
}
