package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.vault.PersonKeys;

/** Everything that came in about a person's evidence, byte for byte, as far as the caller may see it: for proofs. */
@ApplicationScoped
public class EvidenceBytes {
    private static final String OF_PERSON = """
            SELECT id, body, 'evidence.body', person_id FROM evidence WHERE person_id = ANY (?)
            UNION ALL SELECT evidence_id, body, 'evidence_signature.body.' || role, person_id FROM evidence_signature
                WHERE person_id = ANY (?) AND body IS NOT NULL
            UNION ALL SELECT evidence_id, body, 'evidence_retraction.body', person_id FROM evidence_retraction
                WHERE person_id = ANY (?)""";

    private final Sight sight;
    private final EvidenceLog log;
    private final Parts parts;
    private final PersonKeys keys;
    private final Database database;

    EvidenceBytes(Sight sight, EvidenceLog log, Parts parts, PersonKeys keys, Database database) {
        this.parts = parts;
        this.keys = keys;
        this.sight = sight;
        this.log = log;
        this.database = database;
    }

    /**
     * By record: the submission and what was added to it. Throws the problem "not found" where the caller's organization
     * has nothing to do with the person.
     */
    public Map<UUID, List<byte[]>> of(Caller caller, UUID person) {
        Set<UUID> seen = log.of(person).stream()
                .filter(sight.of(caller, person))
                .map(EvidenceRecord::id)
                .collect(Collectors.toSet());
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_PERSON)) {
            parts.bind(select, person, 1, 2, 3);
            try (ResultSet rows = select.executeQuery()) {
                Map<UUID, List<byte[]>> bytes = new HashMap<>();
                while (rows.next()) {
                    UUID id = rows.getObject(1, UUID.class);
                    if (seen.contains(id)) {
                        bytes.computeIfAbsent(id, first -> new ArrayList<>())
                                .add(keys.of(rows.getObject(4, UUID.class))
                                        .open(rows.getBytes(2), rows.getString(3), id));
                    }
                }
                return bytes;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The evidence cannot be read", e);
        }
    }
}
