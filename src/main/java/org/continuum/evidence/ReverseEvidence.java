package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.trail.Closure;
import org.continuum.trail.Closures;
import org.continuum.trail.Entry;
import org.continuum.trail.Place;
import org.continuum.trail.Rows;
import org.continuum.trail.Trail;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;
import org.jspecify.annotations.Nullable;

/**
 * Takes many records back at once, as one reversal, but none that somebody has touched since, and none of a person whose
 * record is closed or that the organization has nothing to do with any more. A determination that was frozen on a record does
 * not touch it: it stays what it was, since it names the instant as of which things were known.
 */
@ApplicationScoped
public class ReverseEvidence {
    // A later signature has bytes of its own; one that the submission brought has none.
    private static final String TOUCHED = """
            SELECT e.person_id, e.id, e.kind, e.purpose,
                CASE
                    WHEN EXISTS (SELECT FROM evidence_retraction r
                        WHERE r.person_id = e.person_id AND r.evidence_id = e.id) THEN 'retracted'
                    WHEN EXISTS (SELECT FROM evidence s
                        WHERE s.person_id = e.person_id AND s.supersedes = e.id) THEN 'superseded'
                    WHEN EXISTS (SELECT FROM evidence_signature g
                        WHERE g.person_id = e.person_id AND g.evidence_id = e.id AND g.body IS NOT NULL) THEN 'signed'
                    WHEN EXISTS (SELECT FROM evidence a
                        WHERE a.person_id = e.person_id AND a.kind = 'appeal'
                        AND a.against = e.id) THEN 'appealed'
                END AS touch
            FROM unnest(?::uuid[], ?::uuid[]) AS asked (person_id, id)
            JOIN evidence e ON e.person_id = asked.person_id AND e.id = asked.id""";

    private static final String RETRACT = """
            INSERT INTO evidence_retraction
                (person_id, evidence_id, issuer_withdrew, reversal_id, body, recorded_at, person_seq)
            SELECT person_id, evidence_id, false, ?, body, recorded_at, person_seq
            FROM unnest(?::uuid[], ?::uuid[], ?::bytea[], ?::timestamptz[], ?::bigint[])
                AS r (person_id, evidence_id, body, recorded_at, person_seq)""";

    private final Database database;
    private final Trail trail;
    private final Closures closures;
    private final PersonKeys keys;
    private final Relations relations;
    private final Impairing impairing;

    ReverseEvidence(
            Database database,
            Trail trail,
            Closures closures,
            PersonKeys keys,
            Relations relations,
            Impairing impairing) {
        this.database = database;
        this.relations = relations;
        this.closures = closures;
        this.keys = keys;
        this.trail = trail;
        this.impairing = impairing;
    }

    /** Of these records those that would be left alone, by id, and why. */
    public Map<UUID, Touch> touched(Caller caller, List<EvidenceId> records) {
        Map<UUID, Touch> touched = new HashMap<>();
        for (Standing each : standing(records, related(caller, records))) {
            if (each.touch() != null) {
                touched.put(each.record().id(), each.touch());
            }
        }
        return touched;
    }

    /**
     * Retracts those that nobody has touched; in the transaction of the act.
     *
     * @return those left alone, by id, and why
     */
    @Transactional(TxType.MANDATORY)
    public Map<UUID, Touch> reverse(Caller caller, Reversal reversal, List<EvidenceId> records) {
        trail.lock(related(caller, records));
        Set<UUID> related = related(caller, records); // what has ended while it waited is seen only now
        Map<UUID, Touch> touched = new HashMap<>();
        List<Standing> untouched = new ArrayList<>();
        for (Standing each : standing(records, related)) {
            if (each.touch() == null) {
                untouched.add(each);
            } else {
                touched.put(each.record().id(), each.touch());
            }
        }
        if (!untouched.isEmpty()) {
            retract(reversal, untouched);
        }
        return touched;
    }

    private void retract(Reversal reversal, List<Standing> records) {
        List<Place> places = trail.append(records.stream()
                .map(each -> Entry.sealed(
                        "evidence.retracted",
                        each.record().person(),
                        each.record().id(),
                        reversal.bytes(),
                        Map.of(
                                "kind", each.kind(),
                                "purpose", each.purpose().stored(),
                                "issuerWithdrew", false,
                                "reversal", reversal.id().toString())))
                .toList());
        Map<UUID, Place> byRecord = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            byRecord.put(records.get(i).record().id(), places.get(i));
        }
        Map<UUID, PersonKey> sealing =
                keys.of(records.stream().map(each -> each.record().person()).collect(Collectors.toSet()));
        try (Connection connection = database.getConnection();
                PreparedStatement retract = connection.prepareStatement(RETRACT)) {
            Rows<Standing> rows = new Rows<>(connection, records);
            retract.setObject(1, reversal.id());
            rows.set(retract, 2, "uuid", each -> each.record().person());
            rows.set(retract, 3, "uuid", each -> each.record().id());
            rows.set(
                    retract,
                    4,
                    each -> Seals.RETRACTION.seal(
                            Objects.requireNonNull(sealing.get(each.record().person())),
                            each.record().id(),
                            reversal.bytes()));
            rows.set(retract, 5, "timestamptz", each -> place(byRecord, each).recordedAt());
            rows.set(retract, 6, "bigint", each -> place(byRecord, each).personSeq());
            retract.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The records cannot be retracted", e);
        }
        records.forEach(each ->
                impairing.byRetraction(each.record().person(), each.record().id()));
    }

    private static Place place(Map<UUID, Place> byRecord, Standing one) {
        return Objects.requireNonNull(byRecord.get(one.record().id()));
    }

    /** Of whom the organization sees now what others have done to its records. */
    private Set<UUID> related(Caller caller, List<EvidenceId> records) {
        Map<UUID, Set<Relation>> known = relations.of(
                caller.organization(), records.stream().map(EvidenceId::person).collect(Collectors.toSet()));
        known.values().removeIf(Set.of(Relation.FORMER)::equals);
        return known.keySet();
    }

    private List<Standing> standing(List<EvidenceId> records, Set<UUID> related) {
        List<Standing> found = new ArrayList<>();
        if (records.isEmpty()) {
            return found;
        }
        Map<UUID, Closure> closed =
                closures.among(records.stream().map(EvidenceId::person).collect(Collectors.toSet()));
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(TOUCHED)) {
            Rows<EvidenceId> rows = new Rows<>(connection, records);
            rows.set(select, 1, "uuid", EvidenceId::person);
            rows.set(select, 2, "uuid", EvidenceId::id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID person = row.getObject("person_id", UUID.class);
                    found.add(new Standing(
                            new EvidenceId(person, row.getObject("id", UUID.class)),
                            row.getString("kind"),
                            Purpose.of(row.getString("purpose")),
                            touch(closed.get(person), related.contains(person), row.getString("touch"))));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The evidence cannot be read", e);
        }
    }

    /** Nothing is added to a closed record, whatever else has become of the evidence. */
    private static @Nullable Touch touch(@Nullable Closure closed, boolean related, @Nullable String touched) {
        if (closed == null) {
            if (!related) {
                return Touch.UNRELATED;
            }
            return touched == null ? null : Touch.of(touched);
        }
        return switch (closed) {
            case ERASED -> Touch.ERASED;
            case DEACTIVATED -> Touch.DEACTIVATED;
        };
    }

    private record Standing(
            EvidenceId record,
            String kind,
            Purpose purpose,
            @Nullable Touch touch) {}

    /**
     * What the retractions have in common.
     *
     * @param bytes what their commitments are made over: the request for it, as it was received
     */
    public record Reversal(UUID id, byte[] bytes) {}
}
