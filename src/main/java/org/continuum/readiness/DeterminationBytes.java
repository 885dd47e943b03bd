package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;

/** Determinations with their notices, and reviews with their decisions, as the exact bytes that were recorded: for proofs. */
@ApplicationScoped
public class DeterminationBytes {
    private static final String OF = """
            SELECT id, answer, 'determination.answer', person_id FROM determination WHERE person_id = ANY (?)
            UNION ALL SELECT determination_id, text, 'determination_notice.text', person_id FROM determination_notice
                WHERE person_id = ANY (?)
            UNION ALL SELECT id, record, 'determination_review.record', person_id FROM determination_review
                WHERE person_id = ANY (?)
            UNION ALL SELECT review_id, record, 'determination_review_decision.record', person_id
                FROM determination_review_decision WHERE person_id = ANY (?)""";

    private final Database database;
    private final Parts parts;
    private final PersonKeys keys;
    private final Readers readers;

    DeterminationBytes(Database database, Parts parts, PersonKeys keys, Readers readers) {
        this.database = database;
        this.parts = parts;
        this.keys = keys;
        this.readers = readers;
    }

    /** By determination or review: all that was recorded of it; nothing for whoever may not read all that it rests on. */
    public Map<UUID, List<byte[]>> of(Caller caller, UUID person) {
        if (!readers.readsAll(caller, person)) {
            return Map.of();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF)) {
            parts.bind(select, person, 1, 2, 3, 4);
            try (ResultSet rows = select.executeQuery()) {
                Map<UUID, List<byte[]>> bytes = new HashMap<>();
                while (rows.next()) {
                    UUID id = rows.getObject(1, UUID.class);
                    PersonKey key = keys.of(rows.getObject(4, UUID.class));
                    bytes.computeIfAbsent(id, first -> new ArrayList<>())
                            .add(key.open(rows.getBytes(2), rows.getString(3), id));
                }
                return bytes;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The determinations cannot be read", e);
        }
    }
}
