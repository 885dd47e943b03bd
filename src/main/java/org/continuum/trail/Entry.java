package org.continuum.trail;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.continuum.http.Ids;
import org.jspecify.annotations.Nullable;

/**
 * What an act puts on the trail.
 *
 * @param id its own; made for it unless it must be known before
 * @param type the event type, e.g. {@code evidence.submitted}
 * @param person whose record it touches; null when it touches nobody's (a rule set's publication)
 * @param subject id of the record the act added or changed
 * @param bytes what the commitment is made over: the exact bytes received, or the canonical bytes of the record
 * @param data what the feed may tell; never personal data
 * @param sealedFor under whose keys the bytes are kept, nobody's if in plain: what opens the commitment is then kept so as
 *     well, or it would confirm a guess when a key is gone
 */
public record Entry(
        UUID id,
        String type,
        @Nullable UUID person,
        UUID subject,
        byte[] bytes,
        Map<String, Object> data,
        List<UUID> sealedFor) {
    public Entry(String type, @Nullable UUID person, UUID subject, byte[] bytes, Map<String, Object> data) {
        this(Ids.next(), type, person, subject, bytes, data, List.of());
    }

    /** Of a record whose bytes are kept under the person's key. */
    public static Entry sealed(String type, UUID person, UUID subject, byte[] bytes, Map<String, Object> data) {
        return new Entry(Ids.next(), type, person, subject, bytes, data, List.of(person));
    }

    /** Of a record whose bytes are kept under the key that two persons have together. */
    public static Entry sealed(
            String type, UUID person, UUID other, UUID subject, byte[] bytes, Map<String, Object> data) {
        return new Entry(Ids.next(), type, person, subject, bytes, data, List.of(person, other));
    }

    public Entry {
        Objects.requireNonNull(id);
        Objects.requireNonNull(type);
        Objects.requireNonNull(subject);
        bytes = bytes.clone();
        data = Map.copyOf(data);
        sealedFor = List.copyOf(sealedFor);
    }
}
