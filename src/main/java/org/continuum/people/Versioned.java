package org.continuum.people;

import jakarta.ws.rs.core.Response;
import org.continuum.http.Version;

/** A record as it reads, and which version of it that is. */
public record Versioned<T extends Record>(T view, long version) {
    /** 200 with the entity tag that a change must name. */
    Response answer() {
        return Response.ok(view).tag(Version.tag(version)).build();
    }
}
