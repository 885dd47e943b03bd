package org.continuum.rulebook;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.rules.Fact;
import org.continuum.rules.Question;
import org.continuum.rules.RuleSet;
import org.continuum.trail.Receipt;
import org.jspecify.annotations.Nullable;

/** The published rule sets. Versions are added and never changed, so what was read once need not be read again. */
@ApplicationScoped
public class Rulebook {
    private static final String ADD = """
            INSERT INTO rule_set (id, version, publication_id, title, authority, standing, enacted, effective_from,
                effective_to, document, digest, published_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String ADD_LICENSE_TYPE =
            "INSERT INTO rule_set_license_type (license_type, rule_set_id, version) VALUES (?, ?, ?)";
    private static final String ABOUT = """
            SELECT r.digest FROM rule_set_license_type t JOIN rule_set r ON r.id = t.rule_set_id AND r.version = t.version
            WHERE t.license_type = ?""";
    private static final String DOCUMENT = "SELECT document FROM rule_set WHERE digest = ?";
    private static final String GET = "SELECT digest FROM rule_set WHERE id = ? AND version = ?";
    private static final String LIST =
            "SELECT digest FROM rule_set WHERE (id, version) > (?, ?) ORDER BY id, version LIMIT ?";
    private static final String LICENSE_TYPES =
            "SELECT DISTINCT license_type FROM rule_set_license_type ORDER BY license_type";

    private final AgroalDataSource database;
    private final Map<String, RuleSetDocument> read = new ConcurrentHashMap<>();

    Rulebook(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * The version that applies.
     *
     * @param anchorDay the date of the person's that selected it
     */
    public record Applying(RuleSetDocument document, LocalDate anchorDay) {
        /** Why this version, in words. */
        public String why() {
            RuleSet rules = document.ruleSet();
            return (rules.anchor() == null ? "the as-of date " : rules.anchor() + " ") + anchorDay
                    + " lies in its effective time from " + rules.effectiveFrom()
                    + (rules.effectiveTo() == null ? "" : " to " + rules.effectiveTo())
                    + "; of the versions known then it was enacted last, on " + rules.enacted();
        }
    }

    /** Every version about the license type; the problem "unacceptable" if there is none. */
    public List<RuleSetDocument> about(String licenseType) {
        List<RuleSetDocument> documents = documents(ABOUT, licenseType);
        if (documents.isEmpty()) {
            throw refused("No rule set is published about '" + licenseType + "'.", "See GET /license-types.");
        }
        return documents;
    }

    /**
     * Of the versions about the license type, the one enacted last among those enacted by then whose effective time
     * holds the date that it is anchored to.
     */
    public Applying inForce(Collection<RuleSetDocument> versions, Collection<Fact> facts, Question question) {
        List<Applying> candidates = new ArrayList<>();
        for (RuleSetDocument version : versions) {
            RuleSet rules = version.ruleSet();
            if (rules.enacted().isAfter(question.rulesKnownAsOf())) {
                continue;
            }
            Optional<LocalDate> day = rules.anchorDay(facts, question);
            if (day.isPresent() && rules.effectiveOn(day.get())) {
                candidates.add(new Applying(version, day.get()));
            }
        }
        return candidates.stream()
                .max(Comparator.comparing(
                                (Applying each) -> each.document().ruleSet().enacted())
                        .thenComparing(each -> each.document().ruleSet().effectiveFrom())
                        .thenComparing(each -> each.document().digest()))
                .orElseThrow(() -> refused(
                        "No rule set about '" + question.licenseType() + "' is in force at the dates asked for.",
                        "Ask for other dates, or see GET /rule-sets."));
    }

    private static Problem refused(String detail, String fix) {
        return new Problem(
                ProblemType.UNACCEPTABLE,
                "The question cannot be answered; see errors.",
                List.of(new Violation("#query/licenseType", detail, fix)));
    }

    /** The version, or the problem "not found". */
    public RuleSetDocument get(String id, String version) {
        return documents(GET, id, version).stream().findFirst().orElseThrow(Problem::notFound);
    }

    /** The version with the digest, which a determination has kept. */
    public RuleSetDocument get(String digest) {
        return read.computeIfAbsent(digest, this::load);
    }

    /** In the order of id and version, from the first after the given ones. */
    List<RuleSetDocument> list(String afterId, String afterVersion, int limit) {
        return documents(LIST, afterId, afterVersion, limit);
    }

    List<String> licenseTypes() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(LICENSE_TYPES);
                ResultSet rows = select.executeQuery()) {
            List<String> types = new ArrayList<>();
            while (rows.next()) {
                types.add(rows.getString(1));
            }
            return types;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Adds the version in the act's transaction; false if this version of the rule set is there already. */
    boolean add(RuleSetDocument document, UUID publication, Receipt receipt) {
        RuleSet rules = document.ruleSet();
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, rules.id());
            add.setString(2, rules.version());
            add.setObject(3, publication);
            add.setString(4, rules.title());
            add.setString(5, document.authority());
            add.setString(6, document.standing());
            add.setObject(7, rules.enacted());
            add.setObject(8, rules.effectiveFrom());
            add.setObject(9, rules.effectiveTo());
            add.setBytes(10, document.bytes());
            add.setBytes(11, HexFormat.of().parseHex(document.digest()));
            add.setObject(12, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            if (add.executeUpdate() == 0) {
                return false;
            }
            addLicenseTypes(connection, rules);
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("A rule set cannot be added", e);
        }
    }

    private static void addLicenseTypes(Connection connection, RuleSet rules) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD_LICENSE_TYPE)) {
            for (String licenseType : rules.licenseTypes()) {
                add.setString(1, licenseType);
                add.setString(2, rules.id());
                add.setString(3, rules.version());
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    private List<RuleSetDocument> documents(String query, Object... arguments) {
        List<String> digests = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                select.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    digests.add(HexFormat.of().formatHex(rows.getBytes(1)));
                }
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
        return digests.stream().map(this::get).toList();
    }

    private RuleSetDocument load(String digest) {
        byte[] document = bytes(digest);
        if (document == null) {
            throw Problem.notFound();
        }
        return RuleSetDocument.read(document);
    }

    private byte @Nullable [] bytes(String digest) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(DOCUMENT)) {
            select.setBytes(1, HexFormat.of().parseHex(digest));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("The rule sets cannot be read", e);
    }
}
