package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.http.Violation;

/**
 * Where the authorities of several jurisdictions decide on a person, one decides for all who is who and what becomes of the
 * record: whoever registered her, and once that has lapsed or was revoked, the jurisdiction that knew her first.
 */
@ApplicationScoped
class OtherAuthorities implements Objection {
    private static final String ELSEWHERE = "SELECT has_authority_elsewhere(?)";

    private final Database database;

    OtherAuthorities(Database database) {
        this.database = database;
    }

    @Override
    public List<Violation> toDeactivating(UUID person) {
        return against(Set.of(person), "");
    }

    /**
     * At the place of the request; empty where the caller may decide.
     *
     * @param persons whom it decides on, be it that they are one or two
     */
    List<Violation> against(Set<UUID> persons, String place) {
        return areThere(persons)
                ? List.of(new Violation(
                        place,
                        "Another jurisdiction's authority decides on the person as well.",
                        "Ask the organization that registered the person; it decides alone. Where that has ended, the authority"
                                + " decides that the person had to do with first."))
                : List.of();
    }

    /** The database tells that there are others, and not which: the caller sees its own grants alone. */
    private boolean areThere(Set<UUID> persons) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ELSEWHERE)) {
            select.setArray(1, connection.createArrayOf("uuid", persons.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Other authorities cannot be told", e);
        }
    }
}
