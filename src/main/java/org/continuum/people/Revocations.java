package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.http.Problem;
import org.continuum.trail.Entry;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.Trail;

/** How grants end before their time: a consent that is taken back, a relation that should not have been. */
@ApplicationScoped
class Revocations {
    private static final String REVOKE = """
            INSERT INTO person_grant_revocation (person_id, grant_id, organization_id, revoked_at, record, digest)
            VALUES (?, ?, ?, ?, ?, sha256(?))""";

    private final Database database;
    private final Grants grants;
    private final Trail trail;
    private final ServiceTime time;

    Revocations(Database database, Grants grants, Trail trail, ServiceTime time) {
        this.database = database;
        this.grants = grants;
        this.trail = trail;
        this.time = time;
    }

    /**
     * The consent as it reads when it is taken back, which is once: whoever asks again gets the same answer.
     *
     * @param person whose record is locked, so that nobody takes it back meanwhile
     */
    Grant revoke(UUID person, UUID consent) {
        Grant given = grants.find(person, consent)
                .filter(each -> each.relation() == GrantRelation.CONSENT)
                .orElseThrow(Problem::notFound);
        return given.revokedAt() == null ? end(List.of(given), Map.of()).getFirst() : given;
    }

    /**
     * The relation as it reads when it is ended, with what has no ground without it.
     *
     * @param person whose record is locked, as above
     */
    Grant revoke(UUID person, UUID relation, RevocationGround ground) {
        UUID origin = grants.find(person, relation)
                .filter(each -> each.basis().equals("merge"))
                .map(Grant::source)
                .orElse(relation);
        List<Grant> falling = grants.toEnd(person, origin);
        Grant named = falling.stream()
                .filter(each -> each.organization() != null && each.id().equals(origin))
                .findFirst()
                .orElseThrow(Problem::notFound);
        List<Grant> all = new ArrayList<>(List.of(named));
        // In this order: who has the relation under another id of hers has registered her, and brings its authorities
        // along.
        falling.stream().filter(each -> each.isSame(named)).forEach(all::add);
        falling.stream().filter(each -> each.isRegistrationOf(named)).forEach(all::add);
        falling.stream().filter(each -> each.jurisdiction() != null).forEach(all::add);
        return end(all, Map.of("ground", ground)).getFirst();
    }

    /** The entries come first: whose relation has ended is shown nothing of the person any more. */
    private List<Grant> end(List<Grant> standing, Map<String, Object> more) {
        Instant now = time.now();
        List<Grant> ended = standing.stream().map(each -> each.revoked(now)).toList();
        trail.append(ended.stream()
                .map(each -> {
                    Map<String, Object> data = Grants.told(each);
                    data.putAll(more);
                    return new Entry("grant.revoked", each.person(), each.id(), grants.write(each), data);
                })
                .toList());
        try (Connection connection = database.getConnection();
                PreparedStatement revoke = connection.prepareStatement(REVOKE)) {
            for (Grant each : ended) {
                byte[] record = grants.write(each);
                revoke.setObject(1, each.person());
                revoke.setObject(2, each.id());
                revoke.setObject(3, each.organization(), java.sql.Types.OTHER);
                revoke.setObject(4, now.atOffset(ZoneOffset.UTC));
                revoke.setBytes(5, record);
                revoke.setBytes(6, record);
                revoke.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Grants cannot be revoked", e);
        }
        return ended;
    }
}
