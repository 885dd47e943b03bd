package org.continuum.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Outpaced;

/**
 * The persons' keys. None is remembered beyond the transaction: each reads anew what it needs, once, and so none outlives its
 * destruction at any instance. That costs a look into an index and a microsecond to unwrap.
 */
@ApplicationScoped
public class PersonKeys {
    private static final String MAKE = "INSERT INTO person_key (person_id, wrapped) VALUES (?, ?)";

    private static final String OF = "SELECT person_id, wrapped FROM person_key WHERE person_id = ANY (?)";

    private static final String DESTROY = "DELETE FROM person_key WHERE person_id = ?";

    private final Database database;
    private final MasterKeys masters;
    private final Erasures erasures;
    private final TransactionSynchronizationRegistry transaction;

    PersonKeys(
            Database database, MasterKeys masters, Erasures erasures, TransactionSynchronizationRegistry transaction) {
        this.database = database;
        this.masters = masters;
        this.erasures = erasures;
        this.transaction = transaction;
    }

    /** In the act that begins the person's record, before anything is sealed. */
    @Transactional(TxType.MANDATORY)
    public void make(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement make = connection.prepareStatement(MAKE)) {
            make.setObject(1, person);
            make.setBytes(2, masters.wrapNew(person));
            make.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A person's key cannot be kept", e);
        }
    }

    /**
     * Throws the problem "erased" where it has been destroyed, and {@link Outpaced} where the person is not the caller's to see any more,
     * who still sees what it has recorded of her.
     */
    public PersonKey of(UUID person) {
        PersonKey key = of(List.of(person)).get(person);
        if (key == null) {
            erasures.refuse(person);
            throw new Outpaced();
        }
        return key;
    }

    /** Empty where it has been destroyed. */
    public Optional<PersonKey> find(UUID person) {
        return Optional.ofNullable(of(List.of(person)).get(person));
    }

    /** By person, of these at least; who has been erased is missing. */
    public Map<UUID, PersonKey> of(Collection<UUID> people) {
        Map<UUID, PersonKey> known = known();
        Set<UUID> unknown = new HashSet<>(people);
        unknown.removeAll(known.keySet());
        if (!unknown.isEmpty()) {
            known.putAll(read(unknown));
        }
        return known;
    }

    /** What this transaction has read so far. */
    @SuppressWarnings("unchecked")
    private Map<UUID, PersonKey> known() {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return new HashMap<>();
        }
        Map<UUID, PersonKey> known = (Map<UUID, PersonKey>) transaction.getResource(PersonKeys.class);
        if (known == null) {
            known = new HashMap<>();
            transaction.putResource(PersonKeys.class, known);
        }
        return known;
    }

    private Map<UUID, PersonKey> read(Set<UUID> people) {
        try (Connection connection = database.getConnection();
                PreparedStatement of = connection.prepareStatement(OF)) {
            of.setArray(1, connection.createArrayOf("uuid", people.toArray()));
            try (ResultSet rows = of.executeQuery()) {
                Map<UUID, PersonKey> found = new HashMap<>();
                Box box = new Box();
                while (rows.next()) {
                    UUID person = rows.getObject(1, UUID.class);
                    found.put(person, masters.unwrap(person, rows.getBytes(2), box));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Persons' keys cannot be read", e);
        }
    }

    /** From its commit on nobody opens what was sealed with it; in the act that says why. */
    @Transactional(TxType.MANDATORY)
    public void destroy(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement destroy = connection.prepareStatement(DESTROY)) {
            destroy.setObject(1, person);
            if (destroy.executeUpdate() != 1) {
                throw new IllegalStateException("The key of person " + person + " is not here to be destroyed");
            }
            known().remove(person);
        } catch (SQLException e) {
            throw new IllegalStateException("A person's key cannot be destroyed", e);
        }
    }
}
