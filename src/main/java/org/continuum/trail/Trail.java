package org.continuum.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.Database;
import org.continuum.access.Outpaced;
import org.continuum.access.Parts;
import org.continuum.log.LogKey;
import org.continuum.vault.Erasures;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;

/** Where every act leaves its entry, in the act's own transaction. */
@ApplicationScoped
public class Trail {
    // Without a person the entry's home is the organization that acts, known here only to the transaction.
    private static final String ADD = """
            WITH entry AS (
                INSERT INTO trail_entry
                    (home_id, id, type, person_id, person_seq, subject_id, recorded_at, salt, handle_key,
                    description_key, commitment, data)
                SELECT coalesce(person_id, nullif(current_setting('continuum.organization', true), '')::uuid),
                    id, type, person_id, person_seq, subject_id, recorded_at, salt, handle_key, description_key,
                    commitment, data::jsonb
                FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::bytea[],
                    ?::bytea[], ?::bytea[], ?::bytea[], ?::text[]) AS added (id, type, person_id, person_seq, subject_id,
                    recorded_at, salt, handle_key, description_key, commitment, data)
                RETURNING home_id, id)
            INSERT INTO trail_queue (home_id, entry_id) SELECT home_id, id FROM entry""";

    /** What may still be done to a record that is closed. */
    private static final String ERASED = "person.erased";

    private final Database database;
    private final ServiceTime time;
    private final ObjectMapper json;
    private final LogKey key;
    private final Closures closures;
    private final Erasures erasures;
    private final Deactivations deactivations;
    private final PersonKeys keys;
    private final Parts parts;

    Trail(
            Database database,
            ServiceTime time,
            ObjectMapper json,
            LogKey key,
            Closures closures,
            Erasures erasures,
            Deactivations deactivations,
            PersonKeys keys,
            Parts parts) {
        this.closures = closures;
        this.erasures = erasures;
        this.deactivations = deactivations;
        this.keys = keys;
        this.parts = parts;
        this.database = database;
        this.time = time;
        this.json = json;
        this.key = key;
    }

    /**
     * Adds the entry; must be called inside an act's transaction.
     *
     * <p>An entry about a person locks that person's record until the act ends, and only then asks for the time: what
     * has the higher number was not recorded earlier. An act that appends for several persons hands all in at once, or
     * goes through them in the order of their ids: two such acts could otherwise wait for each other. Nothing is appended
     * to the record of somebody who has been erased or deactivated: the problem of that name. Where the record is part of
     * another by a merge, that one gets an entry as well, which says how far the part goes now.
     */
    @Transactional(TxType.MANDATORY)
    public Receipt append(Entry entry) {
        return sign(append(List.of(entry)).getFirst());
    }

    /** As above, for several at once; their places stand in the order of the entries. */
    @Transactional(TxType.MANDATORY)
    public List<Place> append(List<Entry> entries) {
        try (Connection connection = database.getConnection()) {
            Set<UUID> people = people(entries);
            Map<UUID, Head> heads = Heads.lock(connection, people);
            parts.readAgain();
            // Only now that they are locked: an erasure that was under way has been committed.
            Map<UUID, Closure> closed = people.isEmpty() ? Map.of() : closures.among(people);
            closed.forEach((person, closure) -> {
                if (closure == Closure.ERASED) {
                    erasures.refuse(person);
                }
            });
            for (Entry entry : entries) {
                UUID person = entry.person();
                Head head = person == null ? null : heads.get(person);
                if (person != null
                        && head != null
                        && head.deactivated()
                        && !entry.type().equals(ERASED)) {
                    deactivations.refuse(person);
                }
            }
            Map<UUID, PersonKey> sealing = keys.of(sealedFor(entries));
            List<Placed> placed = new ArrayList<>(entries.size());
            Map<UUID, Head> moved = new HashMap<>(heads);
            for (Entry entry : entries) {
                placed.add(placed(entry, moved, sealing));
            }
            List<Placed> all = new ArrayList<>(placed);
            all.addAll(continued(connection, people, moved));
            if (!moved.isEmpty()) {
                Heads.move(connection, moved);
            }
            add(connection, all);
            return placed.stream().map(Placed::place).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("The trail refused an entry", e);
        }
    }

    /** The receipt of an entry that has been appended. */
    public Receipt sign(Place place) {
        return place.receipt(key);
    }

    /**
     * Locks these persons' records until the act ends, with all of their parts, so that what is then read of them stays
     * true; who appends for them afterwards waits for nobody. An act that appends for one part of a record, and then for
     * another that relies on it, begins with this: two such acts could otherwise wait for each other.
     */
    @Transactional(TxType.MANDATORY)
    public void lock(Collection<UUID> people) {
        try (Connection connection = database.getConnection()) {
            Heads.lockWhole(connection, Set.copyOf(people));
            parts.readAgain();
        } catch (SQLException e) {
            throw new IllegalStateException("The records cannot be locked", e);
        }
    }

    private static Set<UUID> people(List<Entry> entries) {
        Set<UUID> people = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.person() != null) {
                people.add(entry.person());
            }
        }
        return people;
    }

    private static Set<UUID> sealedFor(List<Entry> entries) {
        return entries.stream().flatMap(each -> each.sealedFor().stream()).collect(Collectors.toSet());
    }

    /** Entries of the records that these are parts of. */
    private List<Placed> continued(Connection connection, Set<UUID> people, Map<UUID, Head> moved) throws SQLException {
        List<JoinRecords.Reach> reached = new ArrayList<>();
        List<Placed> placed = new ArrayList<>();
        for (UUID part : new TreeSet<>(people)) {
            Head head = Objects.requireNonNull(moved.get(part));
            UUID whole = head.absorbedBy();
            if (whole != null) {
                Placed one = placed(JoinRecords.continued(whole, part, head.seq()), moved, Map.of());
                placed.add(one);
                reached.add(new JoinRecords.Reach(
                        whole, Objects.requireNonNull(one.place().personSeq()), part, head.seq()));
            }
        }
        JoinRecords.add(connection, reached);
        return placed;
    }

    private Placed placed(Entry entry, Map<UUID, Head> heads, Map<UUID, PersonKey> sealing) {
        Commitment commitment = Commitment.of(entry.bytes());
        UUID person = entry.person();
        if (person == null) {
            Place place = new Place(entry.id(), entry.subject(), null, time.now(), commitment.hash());
            return new Placed(entry, commitment, commitment.salt(), place);
        }
        Head before = Objects.requireNonNull(heads.get(person));
        Head after = before.next(time.after(before.recordedAt()));
        heads.put(person, after);
        return new Placed(
                entry,
                commitment,
                salt(entry, commitment, sealing),
                new Place(entry.id(), entry.subject(), after.seq(), after.recordedAt(), commitment.hash()));
    }

    private static byte[] salt(Entry entry, Commitment commitment, Map<UUID, PersonKey> sealing) {
        return entry.sealedFor().stream()
                .map(each -> Optional.ofNullable(sealing.get(each)).orElseThrow(Outpaced::new))
                .reduce(PersonKey::both)
                .map(key -> Salt.seal(key, entry.id(), commitment.salt()))
                .orElseGet(commitment::salt);
    }

    private void add(Connection connection, List<Placed> placed) throws SQLException {
        Rows<Placed> rows = new Rows<>(connection, placed);
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            rows.set(add, 1, "uuid", each -> each.place().entry());
            rows.set(add, 2, "text", each -> each.entry().type());
            rows.set(add, 3, "uuid", each -> each.entry().person());
            rows.set(add, 4, "bigint", each -> each.place().personSeq());
            rows.set(add, 5, "uuid", each -> each.entry().subject());
            rows.set(add, 6, "timestamptz", each -> each.place().recordedAt());
            rows.set(add, 7, Placed::salt);
            rows.set(add, 8, each -> LogEntry.handleKey(each.commitment().salt()));
            rows.set(add, 9, each -> LogEntry.descriptionKey(each.commitment().salt()));
            rows.set(add, 10, each -> each.commitment().hash());
            rows.set(add, 11, "text", each -> write(each.entry().data()));
            add.executeUpdate();
        }
    }

    private String write(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Trail data must be plain JSON values", e);
        }
    }

    /**
     * An entry with what the trail made of it.
     *
     * @param salt as it is kept
     */
    private record Placed(Entry entry, Commitment commitment, byte[] salt, Place place) {}

    private record Commitment(byte[] salt, byte[] hash) {
        static Commitment of(byte[] bytes) {
            byte[] salt = Hashing.salt(Salt.LENGTH);
            return new Commitment(salt, LogEntry.commitment(salt, bytes));
        }
    }
}
