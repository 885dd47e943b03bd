package org.continuum.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Scope;
import org.continuum.http.Ids;
import org.continuum.trail.Entry;
import org.continuum.trail.Receipt;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/**
 * All grants; they are added, and revoked by a row of their own ({@link Revocations}).
 *
 * <p>An act first adds the grant and then reads the person: until the grant is there the database shows its organization
 * nothing of the person. The entry on the trail comes last, behind that of the act itself.
 */
@ApplicationScoped
class Grants {
    // Who has the relation already gets no second one.
    private static final String ADD = """
            INSERT INTO person_grant (person_id, id, organization_id, jurisdiction, relation, scopes, basis, valid_from,
                valid_to, source_id, granted_at, record, digest)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, sha256(?)
            WHERE ? = 'consent' OR NOT EXISTS (SELECT FROM person_grant
                WHERE revoked_at IS NULL AND person_id = ? AND relation = ? AND (organization_id = ? OR jurisdiction = ?))""";

    private static final String CONSENTS =
            "SELECT count(*) FROM person_grant WHERE person_id = ? AND relation = 'consent' AND basis <> 'merge'";

    private static final String OF = "SELECT * FROM person_grant g WHERE g.person_id = ?";

    private static final String TO_END = "SELECT * FROM grants_to_end(?, ?)";

    private final Database database;
    private final Trail trail;
    private final ServiceTime time;
    private final ObjectMapper json;

    Grants(Database database, Trail trail, ServiceTime time, ObjectMapper json) {
        this.database = database;
        this.trail = trail;
        this.time = time;
        this.json = json;
    }

    /** What an organization is to a person by a record of its own; empty if it has long been. */
    List<Grant> relate(UUID person, UUID organization, GrantRelation relation, UUID source) {
        return add(grant(person, organization, null, relation, source));
    }

    /** As above, with the licensing authorities of the organization's jurisdiction. */
    List<Grant> relate(UUID person, Organization organization, GrantRelation relation, UUID source) {
        List<Grant> added = new ArrayList<>(relate(person, organization.id(), relation, source));
        added.addAll(add(grant(person, null, organization.jurisdiction(), GrantRelation.LICENSING_AUTHORITY, source)));
        return added;
    }

    Grant consent(UUID person, UUID organization, Set<Scope> scopes, Instant until) {
        UUID id = Ids.next();
        Grant consent = new Grant(
                id,
                person,
                GrantRelation.CONSENT,
                organization,
                null,
                scopes,
                GrantRelation.CONSENT.basis,
                time.now(),
                until,
                id,
                null,
                null);
        add(consent);
        return consent;
    }

    /** How many consents a person has ever given. */
    int consents(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(CONSENTS)) {
            count.setObject(1, person);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Consents cannot be counted", e);
        }
    }

    /** Leaves the entries of grants that were added. */
    List<Receipt> note(List<Grant> added) {
        return added.isEmpty()
                ? List.of()
                : trail
                        .append(added.stream()
                                .map(each ->
                                        new Entry("grant.given", each.person(), each.id(), write(each), told(each)))
                                .toList())
                        .stream()
                        .map(trail::sign)
                        .toList();
    }

    /** What the caller may end of a person's relations, and what has no ground any more without the one that is ended. */
    List<Grant> toEnd(UUID person, @Nullable UUID ended) {
        return select(TO_END, person, ended);
    }

    /** Which relations of other organizations the caller may end: an authority those of its jurisdiction's. */
    List<Grant> othersToEnd(Caller caller, UUID person) {
        return toEnd(person, null).stream()
                .filter(each ->
                        each.organization() != null && !each.organization().equals(caller.organization()))
                .toList();
    }

    /** As far as the caller may know of them, in the order in which they were given. */
    List<Grant> of(UUID person) {
        return select(OF + " ORDER BY g.granted_at, g.id", person);
    }

    /** By the id of the grant or, where it is there because of a merge, of the one that it comes from. */
    Optional<Grant> find(UUID person, UUID id) {
        return select(OF + " AND ? IN (g.id, g.source_id)", person, id).stream().findFirst();
    }

    private Grant grant(
            UUID person,
            @Nullable UUID organization,
            @Nullable String jurisdiction,
            GrantRelation relation,
            UUID source) {
        return new Grant(
                Ids.next(),
                person,
                relation,
                organization,
                jurisdiction,
                Set.of(),
                relation.basis,
                time.now(),
                null,
                source,
                null,
                null);
    }

    private List<Grant> add(Grant grant) {
        byte[] record = write(grant);
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, grant.person());
            add.setObject(2, grant.id());
            add.setObject(3, grant.organization(), java.sql.Types.OTHER);
            add.setString(4, grant.jurisdiction());
            add.setString(5, grant.relation().slug);
            add.setArray(
                    6,
                    connection.createArrayOf(
                            "text",
                            grant.scopes().stream()
                                    .map(each -> each.slug)
                                    .sorted()
                                    .toArray()));
            add.setString(7, grant.basis());
            add.setObject(8, utc(grant.validFrom()));
            add.setObject(9, utc(grant.validTo()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            add.setObject(10, grant.source());
            add.setObject(11, utc(grant.validFrom()));
            add.setBytes(12, record);
            add.setBytes(13, record);
            add.setString(14, grant.relation().slug);
            add.setObject(15, grant.person());
            add.setString(16, grant.relation().slug);
            add.setObject(17, grant.organization(), java.sql.Types.OTHER);
            add.setString(18, grant.jurisdiction());
            return add.executeUpdate() == 1 ? List.of(grant) : List.of();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private List<Grant> select(String query, @Nullable UUID... ids) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < ids.length; i++) {
                select.setObject(i + 1, ids[i], java.sql.Types.OTHER);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<Grant> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(grant(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private static Grant grant(ResultSet row) throws SQLException {
        String[] scopes = (String[]) row.getArray("scopes").getArray();
        return new Grant(
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                GrantRelation.of(row.getString("relation")),
                row.getObject("organization_id", UUID.class),
                row.getString("jurisdiction"),
                Arrays.stream(scopes)
                        .map(each -> Scope.valueOf(each.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()),
                row.getString("basis"),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                instant(row, "valid_to"),
                row.getObject("source_id", UUID.class),
                lapse(row),
                instant(row, "revoked_at"));
    }

    /** Null where nothing has ended. */
    private static @Nullable Instant lapse(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("lapses_at", OffsetDateTime.class);
        return at.equals(OffsetDateTime.MAX) ? null : at.toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** What the feed tells of it. */
    static Map<String, Object> told(Grant grant) {
        Map<String, Object> data = new HashMap<>(Map.of("relation", grant.relation().slug));
        if (grant.organization() != null) {
            data.put("organization", grant.organization());
        }
        if (grant.jurisdiction() != null) {
            data.put("jurisdiction", grant.jurisdiction());
        }
        return data;
    }

    /** What the entries commit to. */
    byte[] write(Grant grant) {
        try {
            return json.writeValueAsBytes(grant);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A grant can always be written", e);
        }
    }

    private static IllegalStateException unusable(SQLException e) {
        return new IllegalStateException("Grants cannot be read or added", e);
    }
}
