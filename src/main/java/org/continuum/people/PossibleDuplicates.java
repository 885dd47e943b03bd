package org.continuum.people;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.trail.Place;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;
import org.jspecify.annotations.Nullable;

/**
 * Who may be registered twice, as far as the caller decides on both. Pairs come and go with the marks of the two; whether one is
 * open follows from when it was last looked at. What was written then is of both, so it is under the key that they have together.
 */
@ApplicationScoped
class PossibleDuplicates {
    static final String DECIDES = """
            EXISTS (SELECT FROM person_grant g WHERE g.person_id = %s
                AND g.relation IN ('registrar', 'licensing-authority') AND g.lapses_at > caller_now()
                AND (g.organization_id = caller_organization() OR g.jurisdiction = caller_jurisdiction()))""";

    private static final String PAIRS =
            """
            SELECT d.person_id, d.other_id, array_agg(DISTINCT d.kind ORDER BY d.kind) AS kinds,
                max(d.found_at) AS found_at, x.id, x.record,
                x.dismissed_at IS NULL OR max(d.found_at) > x.dismissed_at AS open
            FROM possible_duplicate d
            LEFT JOIN LATERAL (
                SELECT id, record, dismissed_at FROM duplicate_dismissal
                WHERE person_id = d.person_id AND other_id = d.other_id ORDER BY dismissed_at DESC, id DESC LIMIT 1) x ON true
            WHERE """ + " " + DECIDES.formatted("d.person_id") + " AND " + DECIDES.formatted("d.other_id");

    private static final String LIST = PAIRS + """
             AND (d.person_id, d.other_id) > (?, ?)
            GROUP BY d.person_id, d.other_id, x.id, x.record, x.dismissed_at
            HAVING (x.dismissed_at IS NULL OR max(d.found_at) > x.dismissed_at) = ?
            ORDER BY d.person_id, d.other_id LIMIT ?""";

    private static final String FIND = PAIRS + """
             AND d.person_id = ? AND d.other_id = ?
            GROUP BY d.person_id, d.other_id, x.id, x.record, x.dismissed_at""";

    private static final String ADD = """
            INSERT INTO duplicate_dismissal
                (person_id, other_id, id, person_seq, other_seq, dismissed_at, record, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, sha256(?))""";

    private static final String SEALED_AS = "duplicate_dismissal.record";

    private final Database database;
    private final PersonKeys keys;
    private final ObjectMapper json;

    PossibleDuplicates(Database database, PersonKeys keys, ObjectMapper json) {
        this.database = database;
        this.keys = keys;
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
            UUID first = dismissal.persons().getFirst();
            UUID second = dismissal.persons().getLast();
            byte[] sealed = PersonKey.both(keys.of(first), keys.of(second)).seal(record, SEALED_AS, dismissal.id());
            add.setObject(1, first);
            add.setObject(2, second);
            add.setObject(3, dismissal.id());
            add.setLong(4, Objects.requireNonNull(places.getFirst().personSeq()));
            add.setLong(5, Objects.requireNonNull(places.getLast().personSeq()));
            add.setObject(6, dismissal.dismissedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(7, sealed);
            add.setBytes(8, sealed);
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
                List<Pair> pairs = new ArrayList<>();
                while (rows.next()) {
                    pairs.add(Pair.of(rows));
                }
                Map<UUID, PersonKey> known = keys.of(
                        pairs.stream().flatMap(each -> each.persons().stream()).toList());
                List<PossibleDuplicate> found = new ArrayList<>();
                for (Pair each : pairs) {
                    found.add(new PossibleDuplicate(
                            each.persons(), each.matched(), each.state(), each.foundAt(), decision(each, known)));
                }
                return found;
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("Possible duplicates cannot be read", e);
        }
    }

    /** Null also where one of the two was erased at this moment: the pair is about to go. */
    private PossibleDuplicate.@Nullable Decision decision(Pair pair, Map<UUID, PersonKey> known) throws IOException {
        PersonKey first = known.get(pair.persons().getFirst());
        PersonKey second = known.get(pair.persons().getLast());
        if (pair.dismissal() == null || pair.record() == null || first == null || second == null) {
            return null;
        }
        Dismissal dismissal = json.readValue(
                PersonKey.both(first, second).open(pair.record(), SEALED_AS, pair.dismissal()), Dismissal.class);
        return new PossibleDuplicate.Decision(null, dismissal.reason(), dismissal.decidedBy(), dismissal.dismissedAt());
    }

    /** @param record of its last dismissal, sealed */
    private record Pair(
            List<UUID> persons,
            List<PossibleDuplicate.Match> matched,
            PossibleDuplicate.State state,
            Instant foundAt,
            @Nullable UUID dismissal,
            byte @Nullable [] record) {
        static Pair of(ResultSet row) throws SQLException {
            return new Pair(
                    List.of(row.getObject("person_id", UUID.class), row.getObject("other_id", UUID.class)),
                    Arrays.stream((String[]) row.getArray("kinds").getArray())
                            .map(PossibleDuplicate.Match::of)
                            .toList(),
                    row.getBoolean("open") ? PossibleDuplicate.State.OPEN : PossibleDuplicate.State.DISMISSED,
                    row.getObject("found_at", OffsetDateTime.class).toInstant(),
                    row.getObject("id", UUID.class),
                    row.getBytes("record"));
        }
    }
}
