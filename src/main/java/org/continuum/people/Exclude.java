package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.access.Exclusion;
import org.continuum.access.Exclusions;
import org.continuum.http.Ids;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.ServiceTime;
import org.jspecify.annotations.Nullable;

/** Shuts out a subject or a client: the next request with one of its tokens is refused, whatever the issuer says. */
@ApplicationScoped
public class Exclude {
    private final Idempotency idempotency;
    private final Exclusions exclusions;
    private final Journal journal;
    private final ServiceTime time;

    Exclude(Idempotency idempotency, Exclusions exclusions, Journal journal, ServiceTime time) {
        this.idempotency = idempotency;
        this.exclusions = exclusions;
        this.journal = journal;
        this.time = time;
    }

    @Act
    public Recorded exclude(Caller caller, ExclusionDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Exclusion exclusion = new Exclusion(
                    Ids.next(),
                    details.excluded(),
                    details.name(),
                    details.issuedUntil(),
                    details.reason(),
                    time.now());
            exclusions.add(exclusion);
            return new Recorded(
                    exclusion.id(),
                    journal.note(
                            "exclusion.made",
                            null,
                            exclusion.id(),
                            exclusion,
                            Map.of("excluded", exclusion.excluded().toString())));
        });
    }
}
