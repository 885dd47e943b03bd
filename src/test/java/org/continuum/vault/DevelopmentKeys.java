package org.continuum.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** For tests that look at sealed rows from outside of the service: the operator's keys of development, and persons' under them. */
public final class DevelopmentKeys {
    private DevelopmentKeys() {}

    public static MasterKeys masters() {
        return new MasterKeys(List.of("bm90IGEgc2VjcmV0OiBmb3IgZGV2ZWxvcG1lbnQgYiE="));
    }

    public static BlindIndex index() {
        return new BlindIndex("bm90IGEgc2VjcmV0OiBmb3IgZGV2ZWxvcG1lbnQgYyE=");
    }

    /** A new key of hers, as it is kept. */
    public static byte[] wrapped(UUID person) {
        return masters().wrapNew(person);
    }

    public static Optional<PersonKey> of(Connection connection, UUID person) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT wrapped FROM person_key WHERE person_id = ?")) {
            select.setObject(1, person);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(masters().unwrap(person, row.getBytes(1))) : Optional.empty();
            }
        }
    }
}
