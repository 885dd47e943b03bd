package org.continuum.trail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many rows for one statement that takes them apart with {@code unnest}: a parameter is a column. One row goes the same
 * way, so that there is one statement for one and for a thousand.
 */
public record Rows<T>(Connection connection, List<T> rows) {
    public Rows {
        rows = List.copyOf(rows);
    }

    /** @param type PostgreSQL's name of the column's type */
    public void set(PreparedStatement statement, int parameter, String type, Function<T, @Nullable Object> column)
            throws SQLException {
        Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.setArray(parameter, connection.createArrayOf(type, values));
    }

    /** Bytes, which travel as they are. */
    public void set(PreparedStatement statement, int parameter, Function<T, byte @Nullable []> column)
            throws SQLException {
        byte[][] values = new byte[rows.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.setArray(parameter, connection.createArrayOf("bytea", values));
    }
}
