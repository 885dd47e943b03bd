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
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
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

    private final AgroalDataSource database;

    Idempotency(AgroalDataSource database) {
        this.database = database;
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

    private static boolean reserve(Connection connection, RequestKey key) throws SQLException {
        byte[] salt = Hashing.salt(16);
        try (PreparedStatement reserve = connection.prepareStatement(RESERVE)) {
            reserve.setString(1, key.value());
            reserve.setBytes(2, salt);
            reserve.setBytes(3, Hashing.sha256(salt, key.digest()));
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

    private static Recorded answer(Connection connection, RequestKey key) throws SQLException {
        try (PreparedStatement answer = connection.prepareStatement(ANSWER)) {
            answer.setString(1, key.value());
            try (ResultSet row = answer.executeQuery()) {
                row.next();
                byte[] asked = Hashing.sha256(row.getBytes("salt"), key.digest());
                if (!MessageDigest.isEqual(asked, row.getBytes("digest"))) {
                    throw reused();
                }
                Receipt receipt = new Receipt(
                        row.getObject("entry_id", UUID.class),
                        row.getObject("person_seq", Long.class),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        HexFormat.of().formatHex(row.getBytes("commitment")),
                        row.getString("signature"));
                return new Recorded(row.getObject("subject_id", UUID.class), receipt);
            }
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
