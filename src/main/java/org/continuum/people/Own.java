package org.continuum.people;

import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Role;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;

/** What an organization may do for itself only. */
final class Own {
    private Own() {}

    /** The service's operator may act for any. */
    static void require(Caller caller, UUID organization, String rule) {
        if (!caller.organization().equals(organization) && !caller.roles().contains(Role.OPERATOR)) {
            throw new Problem(ProblemType.FORBIDDEN, rule);
        }
    }
}
