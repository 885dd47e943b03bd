package org.continuum.fire;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.trail.Salt;
import org.continuum.vault.DevelopmentKeys;
import org.continuum.vault.PersonKey;
import org.jspecify.annotations.Nullable;

/** What the clients know against what the database has: every request of the ledger, every row, every key. */
final class Comparison {
    private static final String ROWS = """
            select e.person_id, e.id, 'evidence.digest' as sealed_as, e.digest as sealed, t.id as entry, t.person_seq,
                t.salt, t.commitment
            from evidence e
            left join trail_entry t on t.home_id = e.person_id and t.subject_id = e.id and t.type = 'evidence.submitted'
            union all
            select s.person_id, s.evidence_id, 'evidence_signature.body.' || s.role, s.body, t.id, t.person_seq, t.salt,
                t.commitment
            from evidence_signature s
            left join trail_entry t on t.home_id = s.person_id and t.subject_id = s.evidence_id
                and t.type = 'evidence.signed' and t.data ->> 'role' = s.role
            where s.body is not null
            union all
            select r.person_id, r.evidence_id, 'evidence_retraction.body', r.body, t.id, t.person_seq, t.salt, t.commitment
            from evidence_retraction r
            left join trail_entry t on t.home_id = r.person_id and t.subject_id = r.evidence_id
                and t.type = 'evidence.retracted'""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String KEYS = "select key, subject_id, person_seq, commitment from request_key";

    private static final String CHECKPOINTS = "select size, note from log_checkpoint";

    private static final String POSITIONS = "select position, entry_id from trail_position";

    /** Null where the entry is missing. */
    private record Row(
            UUID id,
            @Nullable Long personSeq,
            byte @Nullable [] salt,
            @Nullable String commitment) {}

    private record Key(UUID subject, long personSeq, String commitment) {}

    private final Map<String, List<Row>> rows = new HashMap<>();
    private final Map<String, Key> keys = new HashMap<>();
    private final Map<Long, String> positions = new HashMap<>();
    private final Map<Long, String> checkpoints = new HashMap<>();

    /** As the database is now. */
    Comparison(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(ROWS)) {
            while (row.next()) {
                add(database, row);
            }
        }
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(KEYS)) {
            while (row.next()) {
                keys.put(
                        row.getString("key"),
                        new Key(
                                row.getObject("subject_id", UUID.class),
                                row.getLong("person_seq"),
                                String.valueOf(hex(row.getBytes("commitment")))));
            }
        }
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(POSITIONS)) {
            while (row.next()) {
                positions.put(row.getLong("position"), row.getString("entry_id"));
            }
        }
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(CHECKPOINTS)) {
            while (row.next()) {
                checkpoints.put(row.getLong("size"), row.getString("note"));
            }
        }
    }

    /** What nobody can open is there under a mark that nobody has asked for. */
    private void add(Connection database, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] salt = row.getBytes("salt");
        String mark;
        try {
            PersonKey key = DevelopmentKeys.of(database, row.getObject("person_id", UUID.class))
                    .orElseThrow(() -> new IllegalStateException("no key"));
            byte[] opened = key.open(row.getBytes("sealed"), row.getString("sealed_as"), id);
            mark = switch (row.getString("sealed_as")) {
                case "evidence.digest" -> String.valueOf(hex(opened));
                case "evidence_retraction.body" -> said(opened, "reason");
                default -> said(opened, "signer");
            };
            salt = salt == null ? null : Salt.open(key, row.getObject("entry", UUID.class), salt);
        } catch (IllegalStateException e) {
            mark = "what cannot be opened of " + id;
        }
        rows.computeIfAbsent(mark, first -> new ArrayList<>())
                .add(new Row(id, row.getObject("person_seq", Long.class), salt, hex(row.getBytes("commitment"))));
    }

    private static String said(byte[] body, String field) {
        try {
            return JSON.readTree(body).path(field).asText();
        } catch (IOException e) {
            throw new IllegalStateException("It is no JSON", e);
        }
    }

    /** Whether the request has had its effect. */
    boolean has(Asked asked) {
        return rows.containsKey(markOf(asked));
    }

    /** Compares everything that was ever asked. */
    Verdict with(Ledger ledger) {
        return with(ledger.lines(), ledger.seen(), ledger.signed());
    }

    /**
     * @param seen what the feed showed at which position
     * @param signed the notes that were served, by the size of the tree
     */
    Verdict with(List<Ledger.Line> lines, Map<Long, String> seen, Map<Long, String> signed) {
        Verdict verdict = new Verdict();
        Set<String> asked = new HashSet<>();
        for (Ledger.Line line : lines) {
            asked.add(markOf(line.asked()));
            compare(line, verdict);
        }
        rows.keySet().stream()
                .filter(mark -> !asked.contains(mark))
                .forEach(mark -> verdict.strange().add("nobody asked for what is recorded with the mark " + mark));
        seen.forEach((position, entry) -> {
            if (!entry.equals(positions.get(position))) {
                verdict.lost()
                        .add("the feed showed " + entry + " at " + position + ", where now is "
                                + positions.get(position));
            }
        });
        signed.forEach((size, note) -> {
            if (!note.equals(checkpoints.get(size))) {
                verdict.lost().add("a signed tree of " + size + " was served, which now is " + checkpoints.get(size));
            }
        });
        return verdict;
    }

    private void compare(Ledger.Line line, Verdict verdict) {
        Asked asked = line.asked();
        String name = "request " + asked.number() + " (" + asked.kind() + ")";
        List<Row> found = rows.getOrDefault(markOf(asked), List.of());
        if (found.size() > 1) {
            verdict.doubled().add(name + " is there " + found.size() + " times");
        }
        List<String> acknowledgements = line.answers().stream()
                .filter(Answer::acknowledges)
                .map(Answer::body)
                .distinct()
                .toList();
        if (acknowledgements.size() > 1) {
            verdict.unstable().add(name + " was answered in two ways: " + acknowledgements);
        }
        line.answers().stream()
                .filter(Answer::refuses)
                .forEach(answer -> verdict.strange().add(name + " was refused: " + answer));
        line.answers().stream()
                .filter(answer -> answer.status() >= 500 && !answer.isProblem())
                .forEach(answer -> verdict.strange().add(name + " got an answer that is no problem: " + answer));
        line.acknowledgement().ifPresent(answer -> {
            if (found.isEmpty()) {
                verdict.lost().add(name + " was acknowledged and is not there: " + answer.body());
            } else {
                acknowledged(name, asked, answer.receipt(), found.getFirst(), verdict);
            }
        });
    }

    private void acknowledged(String name, Asked asked, Answer.Receipt receipt, Row row, Verdict verdict) {
        if (row.personSeq() == null || row.salt() == null) {
            verdict.halfWritten().add(name + " has no entry on the trail");
            return;
        }
        boolean same = row.id().equals(receipt.id())
                && row.personSeq() == receipt.personSeq()
                && receipt.commitment().equals(row.commitment())
                && receipt.commitment().equals(asked.commitment(row.salt()));
        if (!same) {
            verdict.lost().add(name + " is not what was acknowledged: " + receipt + ", but " + row);
        }
        if (asked.key() != null) {
            Key key = keys.get(asked.key());
            if (key == null) {
                verdict.halfWritten().add(name + " is there without its key");
            } else if (!key.equals(new Key(receipt.id(), receipt.personSeq(), receipt.commitment()))) {
                verdict.halfWritten().add(name + " has another answer under its key: " + key);
            }
        }
    }

    private static String markOf(Asked asked) {
        return switch (asked.kind()) {
            case SUBMISSION, CORRECTION, ROW -> asked.digest();
            case SIGNATURE, RETRACTION -> asked.mark();
        };
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}
