package org.continuum.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.trail.Place;
import org.jspecify.annotations.Nullable;

/**
 * Who may be registered twice, as far as the caller decides on both. Pairs come and go with the marks of the two; whether one is
 * open follows from when it was last looked at.
 */
@ApplicationScoped
class PossibleDuplicates {
    static final String DECIDES = """
            EXISTS (SELECT FROM person_grant g WHERE g.person_id = %s
                AND g.relation IN ('registrar', 'licensing-authority')
                AND (g.organization_id = caller_organization() OR g.jurisdiction = caller_jurisdiction()))""";

    private static final String PAIRS =
            """
            SELECT d.person_id, d.other_id, array_agg(DISTINCT d.kind ORDER BY d.kind) AS kinds,
                max(d.found_at) AS found_at, x.record, x.dismissed_at IS NULL OR max(d.found_at) > x.dismissed_at AS open
            FROM possible_duplicate d
            LEFT JOIN LATERAL (
                SELECT record, dismissed_at FROM duplicate_dismissal
                WHERE person_id = d.person_id AND other_id = d.other_id ORDER BY dismissed_at DESC, id DESC LIMIT 1) x ON true
            WHERE """ + " " + DECIDES.formatted("d.person_id") + " AND " + DECIDES.formatted("d.other_id");

    private static final String LIST = PAIRS + """
             AND (d.person_id, d.other_id) > (?, ?)
            GROUP BY d.person_id, d.other_id, x.record, x.dismissed_at
            HAVING (x.dismissed_at IS NULL OR max(d.found_at) > x.dismissed_at) = ?
            ORDER BY d.person_id, d.other_id LIMIT ?""";

    private static final String FIND = PAIRS + """
             AND d.person_id = ? AND d.other_id = ?
            GROUP BY d.person_id, d.other_id, x.record, x.dismissed_at""";

    private static final String ADD = """
            INSERT INTO duplicate_dismissal
                (person_id, other_id, id, person_seq, other_seq, dismissed_at, record, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, sha256(?))""";

    private final Database database;
    private final ObjectMapper json;

    PossibleDuplicates(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** In the order of their ids, from the first after the given two. */
    List<PossibleDuplicate> list(boolean open, UUID person, UUID other, int limit) {
        return select(LIST, person, other, open, limit);
    }

    /** @param person whose id comes first */
    Optional<PossibleDuplicate> find(UUID person, UUID other) {
        return select(FIND, person, other).stream().findFirst();
    }

    /** What the entries commit to. */
    byte[] bytes(Dismissal dismissal) {
        try {
            return json.writeValueAsBytes(dismissal);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A dismissal can always be written", e);
        }
    }

    /** @param places of the entries on both records, in the order of the two */
    void add(Dismissal dismissal, byte[] record, List<Place> places) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, dismissal.persons().getFirst());
            add.setObject(2, dismissal.persons().getLast());
            add.setObject(3, dismissal.id());
            add.setLong(4, Objects.requireNonNull(places.getFirst().personSeq()));
            add.setLong(5, Objects.requireNonNull(places.getLast().personSeq()));
            add.setObject(6, dismissal.dismissedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(7, record);
            add.setBytes(8, record);
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The dismissal cannot be recorded", e);
        }
    }

    private List<PossibleDuplicate> select(String query, Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                select.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<PossibleDuplicate> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new PossibleDuplicate(
                            List.of(rows.getObject("person_id", UUID.class), rows.getObject("other_id", UUID.class)),
                            Arrays.stream((String[]) rows.getArray("kinds").getArray())
                                    .map(PossibleDuplicate.Match::of)
                                    .toList(),
                            rows.getBoolean("open") ? PossibleDuplicate.State.OPEN : PossibleDuplicate.State.DISMISSED,
                            rows.getObject("found_at", OffsetDateTime.class).toInstant(),
                            decision(rows.getBytes("record"))));
                }
                return found;
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("Possible duplicates cannot be read", e);
        }
    }

    private PossibleDuplicate.@Nullable Decision decision(byte @Nullable [] record) throws IOException {
        if (record == null) {
            return null;
        }
        Dismissal dismissal = json.readValue(record, Dismissal.class);
        return new PossibleDuplicate.Decision(null, dismissal.reason(), dismissal.decidedBy(), dismissal.dismissedAt());
    }
}
