package org.continuum.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.continuum.people.PersonIdentifier;

/**
 * What persons are called, as it is kept sealed: its commitment is to the sealed bytes, so that it is checked without any
 * key, and holds of the erased too. And who has no key must have been erased.
 */
final class CheckPersons {
    private static final String PERSONS = """
            SELECT p.person_id AS name, p.details AS bytes, e.recorded_at AS stored_at, p.registered_by, p.version,
                e.salt, e.commitment, e.recorded_at AS logged_at, c.organization_id AS acted, e.stage
            FROM person p
            LEFT JOIN trail_entry c ON c.home_id = p.person_id AND c.type = 'person.created'
            LEFT JOIN LATERAL (
                SELECT t.*, row_number() OVER (ORDER BY t.person_seq) AS stage FROM trail_entry t
                WHERE t.home_id = p.person_id AND t.type IN ('person.created', 'person.changed')
                ORDER BY t.person_seq DESC LIMIT 1) e ON true""";

    private static final String ERASURES = """
            SELECT r.person_id AS name, r.record AS bytes, e.recorded_at AS stored_at, r.*, e.salt, e.commitment,
                e.recorded_at AS logged_at, e.organization_id AS acted, e.actor AS acted_by, e.data ->> 'ground' AS told
            FROM person_erasure r LEFT JOIN trail_entry e ON e.home_id = r.person_id AND e.person_seq = r.person_seq
                AND e.type = 'person.erased'""";

    private static final String KEYS = """
            SELECT coalesce(p.person_id, k.person_id, r.person_id) AS name, k.person_id IS NOT NULL AS keyed,
                p.person_id IS NOT NULL AS known, r.person_id IS NOT NULL AS erased
            FROM person p FULL JOIN person_key k ON k.person_id = p.person_id
                FULL JOIN person_erasure r ON r.person_id = coalesce(p.person_id, k.person_id)""";

    private static final String IDENTIFIERS = """
            SELECT p.person_id AS name, p.person_id, p.person_id AS row_id, p.details,
                h.absorbed_by IS NOT NULL OR EXISTS (SELECT FROM person_deactivation d WHERE d.person_id = p.person_id)
                    OR EXISTS (SELECT FROM person_erasure r WHERE r.person_id = p.person_id) AS closed,
                ARRAY(SELECT i.issuer_id || ' ' || encode(i.mark, 'hex') FROM person_identifier i
                    WHERE i.person_id = p.person_id) AS found_by
            FROM person p LEFT JOIN person_head h ON h.person_id = p.person_id""";

    private static final String NOBODYS = """
            SELECT i.person_id AS name FROM person_identifier i
            WHERE NOT EXISTS (SELECT FROM person p WHERE p.person_id = i.person_id)""";

    private final CheckRecords records;
    private final Findings findings;

    CheckPersons(CheckRecords records, Findings findings) {
        this.records = records;
        this.findings = findings;
    }

    void check() throws SQLException {
        records.each("person", PERSONS, this::person);
        records.each("person_erasure", ERASURES, this::erasure);
        records.rows(KEYS, this::key);
        records.rows(IDENTIFIERS, this::identifiers);
        records.rows(
                NOBODYS,
                row -> findings.add("person_identifier " + row.getString("name") + ": there is no such person"));
    }

    private void person(String name, ResultSet row, JsonNode sealed) throws SQLException {
        findings.same(name, "registered_by", row.getString("registered_by"), row.getString("acted"));
        findings.same(name, "version", row.getLong("version"), row.getLong("stage"));
    }

    private void erasure(String name, ResultSet row, JsonNode said) throws SQLException {
        records.digest(name, row);
        findings.same(name, "organization", row.getString("organization_id"), row.getString("acted"));
        findings.same(name, "actor", row.getString("actor"), row.getString("acted_by"));
        findings.same(name, "ground", row.getString("ground"), row.getString("told"));
        records.columns(
                name, row, said, Map.of("person_id", "/person", "ground", "/ground", "order_reference", "/order"));
        findings.same(
                name,
                "erased_at",
                row.getObject("erased_at", OffsetDateTime.class).toInstant(),
                Instant.parse(said.at("/erasedAt").asText()));
    }

    /** By what somebody is found must be what is sealed of her, for evidence is recorded of whoever is found. */
    private void identifiers(ResultSet row) throws SQLException {
        String name = "person_identifier " + row.getString("name");
        Set<String> kept =
                new TreeSet<>(List.of((String[]) row.getArray("found_by").getArray()));
        Optional<Set<String>> due = row.getBoolean("closed") ? Optional.of(Set.of()) : called(name, row);
        if (due.isPresent()) {
            for (int i = 0; i < kept.size(); i++) {
                findings.looked("person_identifier");
            }
            findings.same(name, "by what she is found", kept, due.get());
        }
    }

    /** Empty where nobody can tell. */
    private Optional<Set<String>> called(String name, ResultSet row) throws SQLException {
        Optional<byte[]> details = records.unsealing().open(name, row, "details", "person.details");
        if (details.isEmpty()) {
            return Optional.empty();
        }
        Set<String> marks = new TreeSet<>();
        for (JsonNode each : CheckRecords.tree(details.get()).path("identifiers")) {
            UUID issuer = UUID.fromString(each.path("issuer").asText());
            Optional<byte[]> mark = records.unsealing()
                    .mark(new PersonIdentifier(issuer, each.path("value").asText()));
            if (mark.isEmpty()) {
                return Optional.empty();
            }
            marks.add(issuer + " " + HexFormat.of().formatHex(mark.get()));
        }
        return Optional.of(marks);
    }

    private void key(ResultSet row) throws SQLException {
        findings.looked("person_key");
        String name = "person_key " + row.getString("name");
        boolean keyed = row.getBoolean("keyed");
        boolean erased = row.getBoolean("erased");
        findings.require(row.getBoolean("known"), name + ": there is no such person");
        findings.require(keyed || erased, name + ": is missing, and nobody has erased the person");
        findings.require(!keyed || !erased, name + ": is there although the person was erased");
    }
}
