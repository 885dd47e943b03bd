package org.continuum.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A storage that changes the last bit of what it is given. */
public final class LyingDisk {
    private LyingDisk() {}

    /** Puts it under a table; an insert that turns into an update is changed once. */
    public static void under(Connection connection, String table, String column) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE FUNCTION lie() RETURNS trigger LANGUAGE plpgsql AS $$
                    DECLARE last int := 8 * octet_length(NEW.%1$s) - 1;
                    BEGIN
                        IF tg_op = 'INSERT' AND tg_table_name = 'log_tile' AND EXISTS (
                            SELECT 1 FROM log_tile t WHERE to_jsonb(t) @> (to_jsonb(NEW) - 'hashes')) THEN
                            RETURN NEW;
                        END IF;
                        NEW.%1$s := set_bit(NEW.%1$s, last, 1 - get_bit(NEW.%1$s, last));
                        RETURN NEW;
                    END $$""".formatted(column));
            statement.execute("CREATE TRIGGER zz_lie BEFORE INSERT OR UPDATE ON " + table
                    + " FOR EACH ROW EXECUTE FUNCTION lie()");
        }
    }
}
