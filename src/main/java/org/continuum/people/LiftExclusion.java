package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.access.Exclusion;
import org.continuum.access.Exclusions;
import org.continuum.http.Problem;
import org.continuum.trail.ServiceTime;

/** Lets in again whom an operator has shut out. */
@ApplicationScoped
public class LiftExclusion {
    private final Exclusions exclusions;
    private final Journal journal;
    private final ServiceTime time;

    LiftExclusion(Exclusions exclusions, Journal journal, ServiceTime time) {
        this.exclusions = exclusions;
        this.journal = journal;
        this.time = time;
    }

    @Act
    public void lift(Caller caller, UUID id) {
        Exclusion lifted = exclusions.lift(id, time.now()).orElseThrow(Problem::notFound);
        journal.note(
                "exclusion.lifted",
                null,
                id,
                lifted,
                Map.of("excluded", lifted.excluded().toString()));
    }
}
