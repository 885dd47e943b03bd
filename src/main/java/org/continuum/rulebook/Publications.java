package org.continuum.rulebook;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Reading;
import org.continuum.http.Problem;
import org.continuum.rules.RuleSet;
import org.continuum.trail.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What was published and what was withdrawn of it, as rows. They are added and never changed, so a version that was read
 * need not be read again while there is room for it.
 */
@ApplicationScoped
class Publications {
    private static final String ADD = """
            INSERT INTO rule_set (id, version, publication_id, title, authority, standing, enacted, effective_from,
                effective_to, document, digest, published_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String ADD_LICENSE_TYPE =
            "INSERT INTO rule_set_license_type (license_type, rule_set_id, version) VALUES (?, ?, ?)";
    private static final String ADD_LAYER =
            "INSERT INTO rule_set_layer (rule_set_id, version, floor_id, floor_version) VALUES (?, ?, ?, ?)";
    private static final String ADD_WITHDRAWAL = """
            INSERT INTO rule_set_withdrawal (rule_set_id, version, withdrawal_id, enacted, effective_from, reason, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String SELECT = """
            SELECT r.id, r.version, r.digest, r.enacted, r.effective_from, r.effective_to,
                w.enacted, w.effective_from, w.reason
            FROM rule_set r LEFT JOIN rule_set_withdrawal w ON w.rule_set_id = r.id AND w.version = r.version""";
    private static final String ABOUT = SELECT
            + " JOIN rule_set_license_type t ON t.rule_set_id = r.id AND t.version = r.version WHERE t.license_type = ?";
    private static final String OF = SELECT + " WHERE r.id = ?";
    private static final String GET = SELECT + " WHERE r.id = ? AND r.version = ?";
    private static final String PUBLISHED = SELECT + " WHERE r.publication_id = ?";
    private static final String LIST = SELECT + " WHERE (r.id, r.version) > (?, ?) ORDER BY r.id, r.version LIMIT ?";
    private static final String DOCUMENT = """
            SELECT r.document, l.floor_id, l.floor_version
            FROM rule_set r LEFT JOIN rule_set_layer l ON l.rule_set_id = r.id AND l.version = r.version
            WHERE r.digest = ?""";
    private static final String LICENSE_TYPES =
            "SELECT DISTINCT license_type FROM rule_set_license_type ORDER BY license_type";
    private static final String PUBLISHER = "SELECT organization_id FROM rule_set WHERE id = ? LIMIT 1";
    private static final String PUBLISHER_ABOUT = """
            SELECT r.organization_id FROM rule_set_license_type t
            JOIN rule_set r ON r.id = t.rule_set_id AND r.version = t.version
            WHERE t.license_type = ? ORDER BY r.publication_id LIMIT 1""";

    private static final String VERSIONS_ABOUT = "SELECT count(*) FROM rule_set_license_type WHERE license_type = ?";
    private static final String VERSIONS = "SELECT count(*) FROM rule_set WHERE id = ?";
    private static final String RULE_SETS = "SELECT count(DISTINCT id) FROM rule_set WHERE organization_id = ?";

    // Publishing is rare; that all of it goes one by one keeps a name from having two owners.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('rule-set.published'))";

    private final Database database;
    private final Cache<String, RuleSetDocument> known;
    private final Cache<String, Outline> outlines = Outline.kept();

    @Inject
    Publications(Database database) {
        this(database, KeptDocuments.BYTES);
    }

    Publications(Database database, long kept) {
        this.database = database;
        known = KeptDocuments.of(kept);
    }

    /**
     * Reads a document that somebody sends; a layer is laid on the version it names, or on the last one enacted that
     * stands. Outside of an act the database is asked for that alone, and for nothing while the document is understood.
     *
     * @throws Problem with every mistake and its place
     */
    RuleSetDocument read(Caller caller, byte[] bytes) {
        return RuleSetDocument.accept(bytes, extended -> floor(caller, extended));
    }

    @Reading
    Optional<RuleSetDocument> floor(Caller caller, Layering.Extended extended) {
        return extended.version() != null
                ? find(extended.ruleSet(), extended.version())
                : of(extended.ruleSet()).stream()
                        .filter(each -> each.withdrawal() == null)
                        .findFirst()
                        .map(this::read);
    }

    /** Every version about the license type, the one enacted last first; layers are about none. */
    List<Enactment> about(String licenseType) {
        return lastFirst(select(ABOUT, Publications::enactment, licenseType));
    }

    /** Every version of the rule set, the one enacted last first. */
    List<Enactment> of(String id) {
        return lastFirst(select(OF, Publications::enactment, id));
    }

    private static List<Enactment> lastFirst(List<Enactment> found) {
        return found.stream().sorted(Enactment.IN_ORDER.reversed()).toList();
    }

    Optional<Enactment> version(String id, String version) {
        return select(GET, Publications::enactment, id, version).stream().findFirst();
    }

    Optional<RuleSetDocument> find(String id, String version) {
        return version(id, version).map(this::read);
    }

    /** By the id of its publication. */
    @Reading
    RuleSetDocument published(UUID publication) {
        return select(PUBLISHED, Publications::enactment, publication).stream()
                .findFirst()
                .map(this::read)
                .orElseThrow(Problem::notFound);
    }

    /** In the order of id and version, from the first after the given ones. */
    List<Enactment> list(String afterId, String afterVersion, int limit) {
        return select(LIST, Publications::enactment, afterId, afterVersion, limit);
    }

    /** What it says. */
    RuleSetDocument read(Enactment version) {
        return get(version.digest()).withdrawn(version.withdrawal());
    }

    /** What is told of it without its text. */
    Outline outline(Enactment version) {
        return outlines.get(version.digest(), digest -> Outline.of(get(digest)));
    }

    List<String> licenseTypes() {
        return select(LICENSE_TYPES, row -> row.getString(1));
    }

    /** Whoever published the rule set first. */
    Optional<UUID> publisher(String id) {
        return select(PUBLISHER, row -> row.getObject(1, UUID.class), id).stream()
                .findFirst();
    }

    /** Whoever first published a rule set about the license type. */
    Optional<UUID> publisherAbout(String licenseType) {
        return select(PUBLISHER_ABOUT, row -> row.getObject(1, UUID.class), licenseType).stream()
                .findFirst();
    }

    /** How many versions are about the license type, of whatever rule set. */
    long versionsAbout(String licenseType) {
        return select(VERSIONS_ABOUT, row -> row.getLong(1), licenseType).getFirst();
    }

    /** How many versions the rule set has. */
    long versions(String id) {
        return select(VERSIONS, row -> row.getLong(1), id).getFirst();
    }

    /** How many rule sets the organization has published. */
    long ruleSets(UUID organization) {
        return select(RULE_SETS, row -> row.getLong(1), organization).getFirst();
    }

    /** Until the act ends, nobody else publishes. */
    void lock() {
        select(LOCK, row -> "");
    }

    /** Adds the version in the act's transaction; false if this version of the rule set is there already. */
    boolean add(RuleSetDocument document, UUID publication, Receipt receipt) {
        RuleSet rules = document.ruleSet();
        int added = change(
                ADD,
                rules.id(),
                rules.version(),
                publication,
                rules.title(),
                document.authority(),
                document.standing(),
                rules.enacted(),
                rules.effectiveFrom(),
                rules.effectiveTo(),
                document.bytes(),
                HexFormat.of().parseHex(document.digest()),
                receipt.recordedAt().atOffset(ZoneOffset.UTC));
        if (added == 0) {
            return false;
        }
        Layer layer = document.layer();
        if (layer != null) {
            RuleSet floor = layer.floor().ruleSet();
            change(ADD_LAYER, rules.id(), rules.version(), floor.id(), floor.version());
        } else {
            rules.licenseTypes().forEach(type -> change(ADD_LICENSE_TYPE, type, rules.id(), rules.version()));
        }
        return true;
    }

    /** Adds the withdrawal in the act's transaction; false if the version is withdrawn already. */
    boolean add(RuleSet rules, UUID id, Withdrawal withdrawal, Receipt receipt) {
        return change(
                        ADD_WITHDRAWAL,
                        rules.id(),
                        rules.version(),
                        id,
                        withdrawal.enacted(),
                        withdrawal.effectiveFrom(),
                        withdrawal.reason(),
                        receipt.recordedAt().atOffset(ZoneOffset.UTC))
                == 1;
    }

    /** The version with the digest as it was published, or the problem "not found". */
    RuleSetDocument get(String digest) {
        RuleSetDocument before = known.getIfPresent(digest);
        if (before != null) {
            return before;
        }
        Row row = select(DOCUMENT, Row::of, (Object) HexFormat.of().parseHex(digest)).stream()
                .findFirst()
                .orElseThrow(Problem::notFound);
        RuleSetDocument document = RuleSetDocument.read(
                row.document(), any -> find(row.laidOn(row.floor()), row.laidOn(row.floorVersion())));
        known.put(digest, document);
        return document;
    }

    /** @param floor null for a rule set that stands by itself */
    private record Row(
            byte[] document,
            @Nullable String floor,
            @Nullable String floorVersion) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(row.getBytes(1), row.getString(2), row.getString(3));
        }

        String laidOn(@Nullable String name) {
            if (name == null) {
                throw new IllegalStateException("A layer is published without its floor");
            }
            return name;
        }
    }

    private static Enactment enactment(ResultSet row) throws SQLException {
        LocalDate withdrawn = row.getObject(7, LocalDate.class);
        return new Enactment(
                row.getString(1),
                row.getString(2),
                HexFormat.of().formatHex(row.getBytes(3)),
                row.getObject(4, LocalDate.class),
                row.getObject(5, LocalDate.class),
                row.getObject(6, LocalDate.class),
                withdrawn == null
                        ? null
                        : new Withdrawal(withdrawn, row.getObject(8, LocalDate.class), row.getString(9)));
    }

    private interface Extract<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> select(String query, Extract<T> reading, Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = prepare(connection, query, arguments);
                ResultSet rows = select.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reading.of(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The rule sets cannot be read", e);
        }
    }

    private int change(String statement, @Nullable Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement change = prepare(connection, statement, arguments)) {
            return change.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Nothing can be added to the rule sets", e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String query, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
