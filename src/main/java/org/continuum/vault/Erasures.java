package org.continuum.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;

/** Which persons' keys have been destroyed, when, and on what ground. */
@ApplicationScoped
public class Erasures {
    private static final String ADD = """
            INSERT INTO person_erasure (person_id, ground, order_reference, erased_at, person_seq, record, digest)
            VALUES (?, ?, ?, ?, ?, ?, sha256(?))""";

    private static final String RECORD = "SELECT record FROM person_erasure WHERE person_id = ?";

    private static final String FIND =
            "SELECT ground, order_reference, erased_at FROM person_erasure WHERE person_id = ?";

    private final Database database;

    Erasures(Database database) {
        this.database = database;
    }

    public Optional<Erasure> find(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, person);
            try (ResultSet row = find.executeQuery()) {
                return row.next()
                        ? Optional.of(new Erasure(
                                person,
                                ErasureGround.of(row.getString(1)),
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** What the trail's commitment to the erasure was made over; empty if the person has not been erased. */
    public Optional<byte[]> record(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(RECORD)) {
            select.setObject(1, person);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Throws the problem "erased", which says when and why, if the person has been. */
    public void refuse(UUID person) {
        find(person).ifPresent(erasure -> {
            throw new Problem(
                    ProblemType.ERASED,
                    "The record was erased on %s, lawfully (%s). That it existed can still be proven."
                            .formatted(LocalDate.ofInstant(erasure.erasedAt(), ZoneOffset.UTC), erasure.ground()));
        });
    }

    /**
     * In the act that destroys the key.
     *
     * @param record what the trail's commitment was made over
     */
    @Transactional(TxType.MANDATORY)
    public void add(Erasure erasure, long personSeq, byte[] record) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, erasure.person());
            add.setString(2, erasure.ground().toString());
            add.setString(3, erasure.order());
            add.setObject(4, erasure.erasedAt().atOffset(ZoneOffset.UTC));
            add.setLong(5, personSeq);
            add.setBytes(6, record);
            add.setBytes(7, record);
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("An erasure cannot be recorded", e);
        }
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("Erasures cannot be read", e);
    }
}
