package org.continuum.trail;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.log.LogKey;
import org.jspecify.annotations.Nullable;

/**
 * One effect and one answer for a request, however often it arrives, at whichever instance, and however late.
 *
 * <p>The key is inserted before the effect, in the effect's own transaction: a twin waits at the primary key until the
 * first has committed and then gets its answer, or until it has failed and then does the work itself. What fails leaves
 * no key behind, so that a corrected request may use it again.
 */
@ApplicationScoped
public class Idempotency {
    private static final String RESERVE =
            "INSERT INTO request_key (key, salt, digest) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String OWN = "organization_id = current_setting('continuum.organization')::uuid AND key = ?";

    private static final String COMPLETE =
            "UPDATE request_key SET subject_id = ?, entry_id = ?, person_seq = ?, recorded_at = ?, commitment = ?,"
                    + " signature = ? WHERE " + OWN;

    private static final String ANSWER =
            "SELECT salt, digest, subject_id, entry_id, person_seq, recorded_at, commitment, signature FROM request_key"
                    + " WHERE " + OWN;

    private static final String KNOWN = """
            SELECT key, salt, digest, subject_id, entry_id, person_seq, recorded_at, commitment, signature FROM request_key
            WHERE organization_id = current_setting('continuum.organization')::uuid AND key = ANY (?)""";

    // In the order of the keys, so that two who reserve several do not wait for each other.
    private static final String RESERVE_ALL = """
            INSERT INTO request_key (key, salt, digest)
            SELECT key, salt, digest FROM unnest(?::text[], ?::bytea[], ?::bytea[]) AS asked (key, salt, digest)
            ORDER BY key ON CONFLICT DO NOTHING""";

    private static final String COMPLETE_ALL = """
            UPDATE request_key k SET subject_id = d.subject_id, entry_id = d.entry_id, person_seq = d.person_seq,
                recorded_at = d.recorded_at, commitment = d.commitment
            FROM unnest(?::text[], ?::uuid[], ?::uuid[], ?::bigint[], ?::timestamptz[], ?::bytea[])
                AS d (key, subject_id, entry_id, person_seq, recorded_at, commitment)
            WHERE k.organization_id = current_setting('continuum.organization')::uuid AND k.key = d.key""";

    private final AgroalDataSource database;
    private final LogKey log;

    Idempotency(AgroalDataSource database, LogKey log) {
        this.database = database;
        this.log = log;
    }

    /**
     * Does the effect, or answers what it answered when the caller's organization first sent this request. Checks of
     * the request belong inside the effect: what has once been accepted is answered again even if it would be refused
     * today.
     *
     * @param key null when the client sent none: the effect is done
     */
    @Transactional(TxType.MANDATORY)
    public Recorded once(@Nullable RequestKey key, Supplier<Recorded> effect) {
        if (key == null) {
            return effect.get();
        }
        try (Connection connection = database.getConnection()) {
            if (!reserve(connection, key)) {
                return answer(connection, key);
            }
            Recorded recorded = effect.get();
            complete(connection, key, recorded);
            return recorded;
        } catch (SQLException e) {
            throw new IllegalStateException("A request key cannot be kept", e);
        }
    }

    /** Which of these keys have been used, by key, and what was answered; who has no answer is missing. */
    @Transactional(TxType.MANDATORY)
    public Map<String, Answered> answered(Collection<RequestKey> keys) {
        Map<String, Answered> answers = new HashMap<>();
        if (keys.isEmpty()) {
            return answers;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement known = connection.prepareStatement(KNOWN)) {
            known.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            keys.stream().map(RequestKey::value).distinct().toArray()));
            try (ResultSet row = known.executeQuery()) {
                while (row.next()) {
                    answers.put(row.getString("key"), Answered.of(row));
                }
            }
            return answers;
        } catch (SQLException e) {
            throw new IllegalStateException("Request keys cannot be read", e);
        }
    }

    /**
     * Reserves keys that had no answer, before their effects: {@link #complete} follows in the same transaction.
     *
     * @return false if somebody else has used one of them in between; the transaction must then be given up
     */
    @Transactional(TxType.MANDATORY)
    public boolean reserve(List<RequestKey> keys) {
        if (keys.isEmpty()) {
            return true;
        }
        List<Salted> salted = keys.stream().map(Salted::of).toList();
        try (Connection connection = database.getConnection();
                PreparedStatement reserve = connection.prepareStatement(RESERVE_ALL)) {
            Rows<Salted> rows = new Rows<>(connection, salted);
            rows.set(reserve, 1, "text", Salted::key);
            rows.set(reserve, 2, Salted::salt);
            rows.set(reserve, 3, Salted::digest);
            return reserve.executeUpdate() == keys.size();
        } catch (SQLException e) {
            throw new IllegalStateException("Request keys cannot be kept", e);
        }
    }

    /** Keeps the answers, by key, for ever; a receipt is signed when one of them is asked for again. */
    @Transactional(TxType.MANDATORY)
    public void complete(Map<String, Place> answers) {
        if (answers.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement complete = connection.prepareStatement(COMPLETE_ALL)) {
            Rows<Map.Entry<String, Place>> rows = new Rows<>(connection, List.copyOf(answers.entrySet()));
            rows.set(complete, 1, "text", Map.Entry::getKey);
            rows.set(complete, 2, "uuid", each -> each.getValue().subject());
            rows.set(complete, 3, "uuid", each -> each.getValue().entry());
            rows.set(complete, 4, "bigint", each -> each.getValue().personSeq());
            rows.set(complete, 5, "timestamptz", each -> each.getValue().recordedAt());
            rows.set(complete, 6, each -> each.getValue().commitment());
            complete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Request keys cannot be kept", e);
        }
    }

    private static boolean reserve(Connection connection, RequestKey key) throws SQLException {
        Salted salted = Salted.of(key);
        try (PreparedStatement reserve = connection.prepareStatement(RESERVE)) {
            reserve.setString(1, salted.key());
            reserve.setBytes(2, salted.salt());
            reserve.setBytes(3, salted.digest());
            return reserve.executeUpdate() == 1;
        }
    }

    private static void complete(Connection connection, RequestKey key, Recorded recorded) throws SQLException {
        Receipt receipt = recorded.receipt();
        try (PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
            complete.setObject(1, recorded.id());
            complete.setObject(2, receipt.entry());
            complete.setObject(3, receipt.personSeq());
            complete.setObject(4, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            complete.setBytes(5, HexFormat.of().parseHex(receipt.commitment()));
            complete.setString(6, receipt.signature());
            complete.setString(7, key.value());
            complete.executeUpdate();
        }
    }

    private Recorded answer(Connection connection, RequestKey key) throws SQLException {
        try (PreparedStatement answer = connection.prepareStatement(ANSWER)) {
            answer.setString(1, key.value());
            try (ResultSet row = answer.executeQuery()) {
                row.next();
                Answered answered = Answered.of(row);
                if (!answered.isTo(key)) {
                    throw reused();
                }
                return answered.recorded(log);
            }
        }
    }

    /**
     * A request that has been answered.
     *
     * @param signature of the receipt that was given; null where none was
     */
    public record Answered(
            byte[] salt,
            byte[] digest,
            Place place,
            @Nullable String signature) {
        static Answered of(ResultSet row) throws SQLException {
            return new Answered(
                    row.getBytes("salt"),
                    row.getBytes("digest"),
                    new Place(
                            row.getObject("entry_id", UUID.class),
                            row.getObject("subject_id", UUID.class),
                            row.getObject("person_seq", Long.class),
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            row.getBytes("commitment")),
                    row.getString("signature"));
        }

        /** False if the key belongs to another request. */
        public boolean isTo(RequestKey asked) {
            return MessageDigest.isEqual(Hashing.sha256(salt, asked.digest()), digest);
        }

        Recorded recorded(LogKey log) {
            return new Recorded(place.subject(), signature == null ? place.receipt(log) : Receipt.of(place, signature));
        }
    }

    private record Salted(String key, byte[] salt, byte[] digest) {
        static Salted of(RequestKey key) {
            byte[] salt = Hashing.salt(16);
            return new Salted(key.value(), salt, Hashing.sha256(salt, key.digest()));
        }
    }

    private static Problem reused() {
        return new Problem(
                ProblemType.KEY_REUSED,
                "Nothing was recorded: the key belongs to an earlier, different request.",
                List.of(
                        new Violation(
                                "#header/" + RequestKey.HEADER,
                                "Your organization has used this key for another request.",
                                "Send a new key with a new request; repeat the first request's exact bytes to get its answer.")));
    }
}
