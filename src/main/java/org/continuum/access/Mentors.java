package org.continuum.access;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Who mentors whom, as whoever keeps inductions knows it. */
public interface Mentors {
    /**
     * Those of the people to whom an employer has assigned this mentor, on the day that the service's clock shows; nobody once
     * her own record is closed or she has left the employer.
     *
     * @param employer the organization for which the mentor acts
     */
    Set<UUID> assigned(UUID employer, UUID mentor, Collection<UUID> people);
}
