package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.trail.Trail;

/** A person takes a consent back: from now on it opens nothing. */
@ApplicationScoped
public class RevokeConsent {
    private final Trail trail;
    private final Grants grants;

    RevokeConsent(Trail trail, Grants grants) {
        this.trail = trail;
        this.grants = grants;
    }

    @Act
    public Grant revoke(Caller caller, UUID person, UUID consent) {
        trail.lock(List.of(person));
        return grants.revoke(person, consent);
    }
}
