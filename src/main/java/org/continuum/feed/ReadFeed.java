package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.AccessLog;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.access.Relations;
import org.continuum.http.Exchange;
import org.continuum.trail.Sequenced;
import org.continuum.trail.TrailEntries;

/** Follows the sequence with one organization's eyes: for the feed, the stream and the webhooks alike. */
@ApplicationScoped
class ReadFeed {
    private static final int WINDOW = 1_000;

    /** How far one request looks for something to show; next moves on even when nothing was. */
    private static final int REACH = 10_000;

    private final TrailEntries entries;
    private final Relations relations;
    private final AccessLog accesses;

    ReadFeed(TrailEntries entries, Relations relations, AccessLog accesses) {
        this.entries = entries;
        this.relations = relations;
        this.accesses = accesses;
    }

    /** For somebody who asks; of whom the events tell is on record. */
    @Reading
    Events after(Caller caller, Exchange answered, long position, int limit, Set<String> types) {
        Events events = after(caller, position, limit, types);
        accesses.note(
                caller,
                answered,
                events.items().stream()
                        .map(Event::person)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        return events;
    }

    /** @param types those wanted; empty for all */
    @Reading
    Events after(Caller caller, long position, int limit, Set<String> types) {
        List<Event> events = new ArrayList<>();
        long next = position;
        for (int seen = 0; seen < REACH; seen += WINDOW) {
            TrailEntries.Stretch window = entries.after(next, WINDOW);
            Audience audience = audience(
                    caller.organization(),
                    window.entries().stream()
                            .map(Sequenced::person)
                            .filter(Objects::nonNull)
                            .collect(Collectors.toSet()));
            for (Sequenced entry : window.entries()) {
                Event event = Event.of(entry);
                if ((types.isEmpty() || types.contains(event.type())) && audience.mayLearnOf(event)) {
                    if (events.size() == limit) {
                        return new Events(events, next);
                    }
                    events.add(event);
                }
                next = entry.position();
            }
            next = window.end();
            if (window.length() < WINDOW) {
                break;
            }
        }
        return new Events(events, next);
    }

    /** As of now. */
    Audience audience(UUID organization, Set<UUID> people) {
        return new Audience(organization, relations.of(organization, people));
    }
}
