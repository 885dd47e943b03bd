package org.continuum.license;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.http.Problem;
import org.continuum.trail.Receipt;
import org.jspecify.annotations.Nullable;

/** All licenses. They are added and never changed. */
@ApplicationScoped
public class Licenses {
    private static final String COUNT = """
            INSERT INTO license_series (last) VALUES (1)
            ON CONFLICT (organization_id) DO UPDATE SET last = license_series.last + 1 RETURNING last""";
    private static final String ADD = """
            INSERT INTO license (person_id, id, person_seq, number, license_type, issued_on, starts_on, expires_on,
                decision_id, determination_id, recorded_at, record, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, sha256(?)) ON CONFLICT ON CONSTRAINT license_once DO NOTHING""";
    private static final String ADD_NUMBER =
            "INSERT INTO license_number (number, person_id, license_id) VALUES (?, ?, ?)";
    private static final String SELECT = "SELECT record FROM license WHERE person_id = ANY (?)";
    private static final String THERE_BY =
            " AND (least(issued_on, starts_on) <= ?::date OR ?::date IS NULL) AND id > ? ORDER BY id LIMIT ?";

    private final Database database;
    private final Parts parts;
    private final ObjectMapper json;

    Licenses(Database database, Parts parts, ObjectMapper json) {
        this.database = database;
        this.parts = parts;
        this.json = json;
    }

    /** The license, or the problem "not found" for an id that is not of this person. */
    public License get(UUID person, UUID id) {
        return find(person, id).orElseThrow(Problem::notFound);
    }

    public Optional<License> find(UUID person, UUID id) {
        return select(SELECT + " AND id = ?", person, id).stream().findFirst();
    }

    /** All of a person's, in the order of issue. */
    public List<License> of(UUID person) {
        return select(SELECT + " ORDER BY recorded_at, id", person);
    }

    /**
     * In the order of ids, from the first after the given one.
     *
     * @param asOf leaves out those that had neither been issued nor begun by then; null for all
     */
    List<License> list(UUID person, @Nullable LocalDate asOf, UUID after, int limit) {
        return select(SELECT + THERE_BY, person, asOf, asOf, after, limit);
    }

    /** The acting authority's next number. Whoever wants the one after it waits until this act has ended. */
    String nextNumber(LocalDate issuedOn) {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(COUNT);
                ResultSet row = count.executeQuery()) {
            row.next();
            return "%d-%06d".formatted(issuedOn.getYear(), row.getLong(1));
        } catch (SQLException e) {
            throw new IllegalStateException("A license cannot be numbered", e);
        }
    }

    /** Adds the license; false if its determination has led to one already. */
    boolean add(License license, byte[] bytes, Receipt receipt) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, license.person());
            add.setObject(2, license.id());
            add.setLong(3, Objects.requireNonNull(receipt.personSeq()));
            add.setString(4, license.number());
            add.setString(5, license.licenseType());
            add.setObject(6, license.issuedOn());
            add.setObject(7, license.startsOn());
            add.setObject(8, license.expiresOn());
            add.setObject(9, license.decision());
            add.setObject(10, license.determination());
            add.setObject(11, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(12, bytes);
            add.setBytes(13, bytes);
            if (add.executeUpdate() == 0) {
                return false;
            }
            addNumber(connection, license);
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("A license cannot be added", e);
        }
    }

    private static void addNumber(Connection connection, License license) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD_NUMBER)) {
            add.setString(1, license.number());
            add.setObject(2, license.person());
            add.setObject(3, license.id());
            add.executeUpdate();
        }
    }

    private List<License> select(String query, UUID person, @Nullable Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            parts.bind(select, person, 1);
            for (int i = 0; i < arguments.length; i++) {
                select.setObject(i + 2, arguments[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<License> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(json.readValue(rows.getBytes(1), License.class));
                }
                return found;
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The licenses cannot be read", e);
        }
    }
}
