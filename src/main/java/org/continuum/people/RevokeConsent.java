package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;

/** A person takes a consent back: from now on it opens nothing. */
@ApplicationScoped
public class RevokeConsent {
    private final Grants grants;

    RevokeConsent(Grants grants) {
        this.grants = grants;
    }

    @Act
    public Grant revoke(Caller caller, UUID person, UUID consent) {
        Grant given = grants.find(person, consent)
                .filter(each -> each.relation() == GrantRelation.CONSENT)
                .orElseThrow(Problem::notFound);
        return grants.revoke(given);
    }
}
