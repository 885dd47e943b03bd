package org.continuum.access;

import java.util.UUID;

/** One client: a human or a system of an organization, however many tokens it has. */
record Client(UUID organization, String subject) {
    static Client of(Caller caller) {
        return new Client(caller.organization(), caller.subject());
    }
}
