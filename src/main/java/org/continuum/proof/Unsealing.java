package org.continuum.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.continuum.people.PersonIdentifier;
import org.continuum.trail.Salt;
import org.continuum.vault.MasterKeys;
import org.continuum.vault.PersonKey;

/** Opens what is kept under persons' keys, as far as the operator's keys were given and the persons have not been erased. */
final class Unsealing {
    private static final int REMEMBERED = 10_000;

    private static final String KEY = "SELECT wrapped FROM person_key WHERE person_id = ?";

    private final Connection connection;
    private final OperatorKeys operator;
    private final Findings findings;
    private final Map<UUID, Optional<PersonKey>> keys = new HashMap<>();

    Unsealing(Connection connection, OperatorKeys operator, Findings findings) {
        this.connection = connection;
        this.operator = operator;
        this.findings = findings;
    }

    /**
     * A record with its salt; empty where nobody can open it, and where it is not what was sealed, which is found.
     *
     * @param row has the record's {@code bytes} and {@code salt}, its {@code person_id}, {@code entry_id}, the
     *     {@code row_id} and {@code sealed_as}, which it was sealed for
     */
    Optional<ProvenEntry.Opening> open(String name, ResultSet row) throws SQLException {
        Optional<PersonKey> key = key(row, "person_id");
        return open(name, row, key, key);
    }

    /** As above, where the record and what opens its commitment are under keys of their own. */
    Optional<ProvenEntry.Opening> open(String name, ResultSet row, Optional<PersonKey> key, Optional<PersonKey> salting)
            throws SQLException {
        byte[] salt = row.getBytes("salt");
        if (!Salt.isSealed(salt)) {
            findings.add(name + ": what opens its commitment is not sealed");
        }
        if (key.isEmpty() || salting.isEmpty()) {
            findings.unopened();
            return Optional.empty();
        }
        try {
            return Optional.of(new ProvenEntry.Opening(
                    Salt.open(salting.get(), row.getObject("entry_id", UUID.class), salt),
                    key.get()
                            .open(
                                    row.getBytes("bytes"),
                                    row.getString("sealed_as"),
                                    row.getObject("row_id", UUID.class))));
        } catch (IllegalStateException e) {
            findings.add(name + ": is not what was sealed");
            return Optional.empty();
        }
    }

    /** Another column of the same row; empty where it is not what was sealed. */
    Optional<byte[]> open(String name, ResultSet row, String column, String sealedAs) throws SQLException {
        Optional<PersonKey> key = key(row, "person_id");
        try {
            byte[] sealed = row.getBytes(column);
            UUID id = row.getObject("row_id", UUID.class);
            return key.map(each -> each.open(sealed, sealedAs, id));
        } catch (IllegalStateException e) {
            findings.add(name + ": " + column + " is not what was sealed");
            return Optional.empty();
        }
    }

    /** Of whom the column names; empty where nobody has it. */
    Optional<PersonKey> key(ResultSet row, String column) throws SQLException {
        UUID person = row.getObject(column, UUID.class);
        if (keys.size() > REMEMBERED) {
            keys.clear();
        }
        Optional<PersonKey> known = keys.get(person);
        if (known == null) {
            Optional<MasterKeys> masters = operator.masters();
            known = masters.isEmpty() ? Optional.empty() : read(person, masters.get());
            keys.put(person, known);
        }
        return known;
    }

    /** By which the identifier must be found; empty where the operator's key of marks was not given. */
    Optional<byte[]> mark(PersonIdentifier identifier) {
        return operator.index().map(identifier::mark);
    }

    private Optional<PersonKey> read(UUID person, MasterKeys with) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KEY)) {
            select.setObject(1, person);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(with.unwrap(person, row.getBytes(1))) : Optional.empty();
            }
        } catch (IllegalStateException e) {
            findings.add("person_key " + person + ": the operator's keys do not open it");
            return Optional.empty();
        }
    }
}
