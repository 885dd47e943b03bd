package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.trail.Receipt;
import org.continuum.vault.PersonKeys;
import org.jspecify.annotations.Nullable;

/** All notices. They are added and never changed. */
@ApplicationScoped
class Notices {
    private static final String ADD = """
            INSERT INTO determination_notice
                (person_id, determination_id, person_seq, issued_on, last_day, recorded_at, text)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String FIND = """
            SELECT person_id, determination_id, issued_on, last_day, recorded_at, organization_id, text
            FROM determination_notice WHERE person_id = ANY (?) AND determination_id = ?""";

    private static final String TEXT = "determination_notice.text";

    private final Database database;
    private final Parts parts;
    private final PersonKeys keys;

    Notices(Database database, Parts parts, PersonKeys keys) {
        this.database = database;
        this.parts = parts;
        this.keys = keys;
    }

    /** The notice of a determination; empty until it is issued. */
    Optional<Notice> find(UUID person, UUID determination) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            parts.bind(find, person, 1);
            find.setObject(2, determination);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(notice(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The notices cannot be read", e);
        }
    }

    /** False if the determination has a notice already. */
    boolean add(
            Determination determination,
            LocalDate issuedOn,
            @Nullable LocalDate lastDay,
            byte[] text,
            Receipt receipt) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, determination.person());
            add.setObject(2, determination.id());
            add.setLong(3, Objects.requireNonNull(receipt.personSeq()));
            add.setObject(4, issuedOn);
            add.setObject(5, lastDay);
            add.setObject(6, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(7, keys.of(determination.person()).seal(text, TEXT, determination.id()));
            return add.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("A notice cannot be added", e);
        }
    }

    private Notice notice(ResultSet row) throws SQLException {
        UUID person = row.getObject("person_id", UUID.class);
        UUID determination = row.getObject("determination_id", UUID.class);
        byte[] text = keys.of(person).open(row.getBytes("text"), TEXT, determination);
        return new Notice(
                person,
                determination,
                row.getObject("issued_on", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getObject("organization_id", UUID.class),
                text,
                HexFormat.of().formatHex(FreezeDetermination.sha256(text)));
    }
}
