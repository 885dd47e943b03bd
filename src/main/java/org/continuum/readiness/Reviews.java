package org.continuum.readiness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.http.Problem;
import org.continuum.trail.Receipt;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;
import org.jspecify.annotations.Nullable;

/** All reviews and what was decided on them. They are added and never changed. */
@ApplicationScoped
class Reviews {
    private static final String ADD = """
            INSERT INTO determination_review
                (person_id, id, person_seq, determination_id, origin, evidence_id, recorded_at, record)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ADD_DECISION = """
            INSERT INTO determination_review_decision
                (person_id, review_id, person_seq, outcome, determination_id, recorded_at, record)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String SELECT = """
            SELECT r.person_id, r.id, r.record, r.recorded_at, r.organization_id, d.record AS decision, d.recorded_at AS decided_at
            FROM determination_review r
                LEFT JOIN determination_review_decision d ON d.person_id = r.person_id AND d.review_id = r.id
            WHERE r.person_id = ANY (?) AND r.determination_id = ?""";

    private static final String RECORD = "determination_review.record";
    private static final String DECISION = "determination_review_decision.record";

    private final Database database;
    private final Parts parts;
    private final PersonKeys keys;
    private final ObjectMapper json;

    Reviews(Database database, Parts parts, PersonKeys keys, ObjectMapper json) {
        this.database = database;
        this.parts = parts;
        this.keys = keys;
        this.json = json;
    }

    /**
     * A review as it stands.
     *
     * @param organization whose act opened it
     * @param decision null while it is open
     */
    record Standing(
            Review review,
            Instant openedAt,
            UUID organization,
            @Nullable ReviewDecision decision,
            @Nullable Instant decidedAt) {
        boolean isOpen() {
            return decision == null;
        }
    }

    /** The review, or the problem "not found" for an id that is not of this determination. */
    Standing get(UUID person, UUID determination, UUID id) {
        return select(SELECT + " AND r.id = ?", person, determination, id).stream()
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** All of a determination's, in the order of their ids. */
    List<Standing> of(UUID person, UUID determination) {
        return select(SELECT + " ORDER BY r.id", person, determination);
    }

    void add(Review review, byte[] bytes, Receipt receipt) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, review.person());
            add.setObject(2, review.id());
            add.setLong(3, Objects.requireNonNull(receipt.personSeq()));
            add.setObject(4, review.determination());
            add.setString(5, review.origin().slug);
            add.setObject(6, review.evidence());
            add.setObject(7, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(8, keys.of(review.person()).seal(bytes, RECORD, review.id()));
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A review cannot be added", e);
        }
    }

    /** False if it has been decided already. */
    boolean add(ReviewDecision decision, byte[] bytes, Receipt receipt) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD_DECISION)) {
            add.setObject(1, decision.person());
            add.setObject(2, decision.review());
            add.setLong(3, Objects.requireNonNull(receipt.personSeq()));
            add.setString(4, decision.outcome().slug);
            add.setObject(5, decision.determination());
            add.setObject(6, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(7, keys.of(decision.person()).seal(bytes, DECISION, decision.review()));
            return add.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("A review cannot be decided", e);
        }
    }

    /** The bytes that are kept and that the trail's commitment is made over. */
    byte[] bytes(Record record) {
        try {
            return json.writeValueAsBytes(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A review can always be written", e);
        }
    }

    private List<Standing> select(String query, UUID person, UUID... ids) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            parts.bind(select, person, 1);
            for (int i = 0; i < ids.length; i++) {
                select.setObject(i + 2, ids[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<Standing> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(standing(rows));
                }
                return found;
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The reviews cannot be read", e);
        }
    }

    private Standing standing(ResultSet row) throws SQLException, IOException {
        UUID id = row.getObject("id", UUID.class);
        PersonKey key = keys.of(row.getObject("person_id", UUID.class));
        byte[] decision = row.getBytes("decision");
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new Standing(
                json.readValue(key.open(row.getBytes("record"), RECORD, id), Review.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getObject("organization_id", UUID.class),
                decision == null ? null : json.readValue(key.open(decision, DECISION, id), ReviewDecision.class),
                decidedAt == null ? null : decidedAt.toInstant());
    }
}
