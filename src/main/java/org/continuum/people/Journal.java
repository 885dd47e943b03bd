package org.continuum.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.trail.Entry;
import org.continuum.trail.Receipt;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/**
 * Puts acts on edited records on the trail. Their exact received bytes are not kept; the commitment is to the record as
 * it reads after the act.
 */
@ApplicationScoped
public class Journal {
    private final Trail trail;
    private final ObjectMapper json;

    Journal(Trail trail, ObjectMapper json) {
        this.trail = trail;
        this.json = json;
    }

    /**
     * @param person whose record was touched, if anybody's
     * @param view the record as it now reads
     * @param data what the feed tells: ids and slugs, never names or dates
     */
    public Receipt note(String type, @Nullable UUID person, UUID subject, Record view, Map<String, Object> data) {
        try {
            return trail.append(new Entry(type, person, subject, json.writeValueAsBytes(view), data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A view can always be written", e);
        }
    }

    /** As above, of a record that is kept sealed: the commitment is to its sealed bytes, which stay when their key is gone. */
    Receipt note(String type, UUID person, UUID subject, byte[] sealed, Map<String, Object> data) {
        return trail.append(new Entry(type, person, subject, sealed, data));
    }
}
