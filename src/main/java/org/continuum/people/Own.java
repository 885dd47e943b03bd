package org.continuum.people;

import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Role;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;

/** What an organization may do for itself only. */
final class Own {
    private Own() {}

    static void require(Caller caller, UUID organization, String rule) {
        if (!caller.organization().equals(organization)) {
            throw new Problem(ProblemType.FORBIDDEN, rule);
        }
    }

    /** As above, for what the service's operator may do for any. */
    static void requireUnlessOperator(Caller caller, UUID organization, String rule) {
        if (!caller.roles().contains(Role.OPERATOR)) {
            require(caller, organization, rule);
        }
    }
}
