package org.continuum.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is read, in figures, for whoever watches over it. They name organizations; no person, and nobody who reads. */
@ApplicationScoped
class ReadFigures {
    /** In memory at a time; each remembers as many persons as make it broad. */
    private static final int CLIENTS = 2_000;

    private final MeterRegistry meters;
    private final int broad;
    private final Cache<Client, Set<UUID>> read = Caffeine.newBuilder()
            .maximumSize(CLIENTS)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    /** @param broad of how many persons somebody reads within an hour who reads broadly */
    ReadFigures(MeterRegistry meters, @ConfigProperty(name = "continuum.reads.broad", defaultValue = "500") int broad) {
        this.meters = meters;
        this.broad = broad;
    }

    void count(Caller caller, Policy.Line line, Collection<UUID> people) {
        // a person is her own organization: her id is no label
        String organization = caller.isPerson() ? "self" : caller.organization().toString();
        meters.counter("continuum.reads", "organization", organization, "role", line.role(), "purpose", line.purpose())
                .increment(people.size());
        if (!caller.isPerson() && becomesBroad(Client.of(caller), people)) {
            meters.counter("continuum.reads.broad", "organization", organization)
                    .increment();
        }
    }

    /** Once an hour, which begins with the client's first read. */
    private boolean becomesBroad(Client client, Collection<UUID> people) {
        Set<UUID> persons = read.get(client, first -> new HashSet<>());
        synchronized (persons) {
            if (persons.size() >= broad) {
                return false;
            }
            persons.addAll(people);
            return persons.size() >= broad;
        }
    }
}
