package org.continuum.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.vault.PersonKeys;

/** Which records were registered in error. They are added and never changed; there is no way back. */
@ApplicationScoped
public class Deactivations {
    private static final String FIND = "SELECT deactivated_at, record FROM person_deactivation WHERE person_id = ?";

    private static final String ADD = """
            INSERT INTO person_deactivation (person_id, person_seq, deactivated_at, record, digest)
            VALUES (?, ?, ?, ?, sha256(?))""";

    private static final String SEALED_AS = "person_deactivation.record";

    private static final String CLOSE = "UPDATE person_head SET deactivated = true WHERE person_id = ?";

    private final Database database;
    private final PersonKeys keys;
    private final ObjectMapper json;

    Deactivations(Database database, PersonKeys keys, ObjectMapper json) {
        this.database = database;
        this.keys = keys;
        this.json = json;
    }

    /** With its reason; throws the problem "erased" where nobody can read that any more. */
    public Optional<Deactivation> find(UUID person) {
        return find(
                person,
                row -> json.readValue(
                        keys.of(person).open(row.getBytes("record"), SEALED_AS, person), Deactivation.class));
    }

    /** Since when it is closed. */
    public Optional<Instant> closedAt(UUID person) {
        return find(
                person,
                row -> row.getObject("deactivated_at", OffsetDateTime.class).toInstant());
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException, IOException;
    }

    private <T> Optional<T> find(UUID person, Reading<T> reading) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, person);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(reading.read(row)) : Optional.empty();
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("Deactivations cannot be read", e);
        }
    }

    /** Throws the problem "deactivated" if the record has been. */
    public void refuse(UUID person) {
        closedAt(person).ifPresent(closed -> {
            throw new Problem(
                    ProblemType.DEACTIVATED,
                    "The record was registered in error, and closed on %s."
                            .formatted(LocalDate.ofInstant(closed, ZoneOffset.UTC)));
        });
    }

    /** What the entry commits to. */
    public byte[] bytes(Deactivation deactivation) {
        try {
            return json.writeValueAsBytes(deactivation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A deactivation can always be written", e);
        }
    }

    /** In the act that has appended the entry; from its commit on nothing is added to the record. */
    @Transactional(TxType.MANDATORY)
    public void add(Deactivation deactivation, byte[] record, Receipt receipt) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD);
                PreparedStatement close = connection.prepareStatement(CLOSE)) {
            add.setObject(1, deactivation.person());
            add.setLong(2, Objects.requireNonNull(receipt.personSeq()));
            add.setObject(3, deactivation.deactivatedAt().atOffset(ZoneOffset.UTC));
            byte[] sealed = keys.of(deactivation.person()).seal(record, SEALED_AS, deactivation.person());
            add.setBytes(4, sealed);
            add.setBytes(5, sealed);
            add.executeUpdate();
            close.setObject(1, deactivation.person());
            close.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A deactivation cannot be recorded", e);
        }
    }
}
