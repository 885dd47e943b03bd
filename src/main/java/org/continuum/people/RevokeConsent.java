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
    private final Revocations revocations;

    RevokeConsent(Trail trail, Revocations revocations) {
        this.trail = trail;
        this.revocations = revocations;
    }

    @Act
    public Grant revoke(Caller caller, UUID person, UUID consent) {
        trail.lock(List.of(person));
        return revocations.revoke(person, consent);
    }
}
