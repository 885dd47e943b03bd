package org.continuum.trail;

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
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.continuum.access.Database;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.log.LogKey;
import org.continuum.vault.BlindIndex;
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

    private static final String ANSWERS = """
            SELECT k.key, k.salt, k.digest, k.subject_id, k.entry_id, k.signature,
                coalesce(k.person_seq, e.person_seq) AS person_seq, coalesce(k.recorded_at, e.recorded_at) AS recorded_at,
                coalesce(k.commitment, e.commitment) AS commitment
            FROM unnest(?::text[]) AS asked (key)
                CROSS JOIN LATERAL (SELECT * FROM request_key r
                    WHERE r.organization_id = current_setting('continuum.organization')::uuid AND r.key = asked.key
                    OFFSET 0) AS k
                LEFT JOIN trail_entry e ON e.home_id = k.person_id AND e.id = k.entry_id""";

    // In the order of the keys, so that two who reserve several do not wait for each other.
    private static final String RESERVE_ALL = """
            INSERT INTO request_key (key, salt, digest, person_id, subject_id, entry_id)
            SELECT key, salt, digest, person_id, subject_id, entry_id
            FROM unnest(?::text[], ?::bytea[], ?::bytea[], ?::uuid[], ?::uuid[], ?::uuid[])
                AS asked (key, salt, digest, person_id, subject_id, entry_id)
            ORDER BY key ON CONFLICT DO NOTHING""";

    private final Database database;
    private final LogKey log;
    private final BlindIndex index;

    Idempotency(Database database, LogKey log, BlindIndex index) {
        this.index = index;
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
        if (keys.isEmpty()) {
            return Map.of();
        }
        try (Connection connection = database.getConnection()) {
            List<String> values =
                    keys.stream().map(RequestKey::value).distinct().toList();
            return answers(connection, values);
        } catch (SQLException e) {
            throw new IllegalStateException("Request keys cannot be read", e);
        }
    }

    /**
     * Keeps, for ever, which entry stands for which key, before the entries are on the trail: they follow in the same
     * transaction.
     *
     * @param entries each on a person's record, by a key that had no answer
     * @return false if somebody else has used one of the keys in between; the transaction must then be given up
     */
    @Transactional(TxType.MANDATORY)
    public boolean reserve(Map<RequestKey, Entry> entries) {
        if (entries.isEmpty()) {
            return true;
        }
        List<Promise> promises = entries.entrySet().stream()
                .map(each -> new Promise(salted(each.getKey()), each.getValue()))
                .toList();
        try (Connection connection = database.getConnection();
                PreparedStatement reserve = connection.prepareStatement(RESERVE_ALL)) {
            Rows<Promise> rows = new Rows<>(connection, promises);
            rows.set(reserve, 1, "text", each -> each.key().key());
            rows.set(reserve, 2, each -> each.key().salt());
            rows.set(reserve, 3, each -> each.key().digest());
            rows.set(reserve, 4, "uuid", each -> each.entry().person());
            rows.set(reserve, 5, "uuid", each -> each.entry().subject());
            rows.set(reserve, 6, "uuid", each -> each.entry().id());
            return reserve.executeUpdate() == promises.size();
        } catch (SQLException e) {
            throw new IllegalStateException("Request keys cannot be kept", e);
        }
    }

    private boolean reserve(Connection connection, RequestKey key) throws SQLException {
        Salted salted = salted(key);
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

    /** False if the key belongs to another request. */
    public boolean isTo(Answered answered, RequestKey asked) {
        return MessageDigest.isEqual(mark(answered.salt(), asked), answered.digest());
    }

    /** Also marked with the operator's key: a request with a name in it could be guessed by whoever has salt and digest. */
    private byte[] mark(byte[] salt, RequestKey key) {
        return index.mark("request_key.digest", salt, key.digest());
    }

    private Salted salted(RequestKey key) {
        byte[] salt = Hashing.salt(16);
        return new Salted(key.value(), salt, mark(salt, key));
    }

    private Recorded answer(Connection connection, RequestKey key) throws SQLException {
        Answered answered =
                Objects.requireNonNull(answers(connection, List.of(key.value())).get(key.value()));
        if (!isTo(answered, key)) {
            throw reused();
        }
        return answered.recorded(log);
    }

    private static Map<String, Answered> answers(Connection connection, List<String> keys) throws SQLException {
        try (PreparedStatement answers = connection.prepareStatement(ANSWERS)) {
            answers.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet row = answers.executeQuery()) {
                Map<String, Answered> found = new HashMap<>();
                while (row.next()) {
                    found.put(row.getString("key"), Answered.of(row));
                }
                return found;
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

        Recorded recorded(LogKey log) {
            return new Recorded(place.subject(), signature == null ? place.receipt(log) : Receipt.of(place, signature));
        }
    }

    private record Promise(Salted key, Entry entry) {}

    private record Salted(String key, byte[] salt, byte[] digest) {}

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
