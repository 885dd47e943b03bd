package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.trail.Trail;

/**
 * A named person finds that an enrollment or an employment should not have let an organization in: whose it is, or who licenses in
 * its jurisdiction. With its last relation the organization is a stranger again, and sees not even what it has recorded itself, which
 * stays as it is; but for a registrar that gives up its own, and stays the registrar.
 */
@ApplicationScoped
public class RevokeRelation {
    private final Trail trail;
    private final Revocations revocations;

    RevokeRelation(Trail trail, Revocations revocations) {
        this.trail = trail;
        this.revocations = revocations;
    }

    @Act
    public Grant revoke(Caller caller, UUID person, UUID relation, RevocationDetails details) {
        Decider.of(caller);
        trail.lock(List.of(person));
        return revocations.revoke(person, relation, details.ground());
    }
}
