package org.continuum.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row of the access log, as it is stored. */
record LoggedRead(String person, String role, String operation, String purpose, List<String> basis) {
    /** Those of these exchanges, by the Correlation-Id that each was answered with; what left none is missing. */
    static Map<String, List<LoggedRead>> of(Collection<String> correlations) {
        try (Connection connection = Unwalled.open();
                PreparedStatement of =
                        connection.prepareStatement("SELECT * FROM person_access WHERE correlation = ANY (?)")) {
            of.setArray(1, connection.createArrayOf("text", correlations.toArray()));
            try (ResultSet rows = of.executeQuery()) {
                Map<String, List<LoggedRead>> found = new HashMap<>();
                while (rows.next()) {
                    found.computeIfAbsent(rows.getString("correlation"), first -> new ArrayList<>())
                            .add(new LoggedRead(
                                    rows.getString("person_id"),
                                    rows.getString("role"),
                                    rows.getString("operation"),
                                    rows.getString("purpose"),
                                    Arrays.asList(
                                            (String[]) rows.getArray("basis").getArray())));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Of one exchange. */
    static List<LoggedRead> of(String correlation) {
        return of(List.of(correlation)).getOrDefault(correlation, List.of());
    }
}
