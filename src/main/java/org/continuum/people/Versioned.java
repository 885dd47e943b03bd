package org.continuum.people;

import org.continuum.http.Version;
import org.jboss.resteasy.reactive.RestResponse;

/** A record as it reads, and which version of it that is. */
public record Versioned<T extends Record>(T view, long version) {
    /** 200 with the entity tag that a change must name. */
    public RestResponse<T> answer() {
        return RestResponse.ResponseBuilder.ok(view).tag(Version.tag(version)).build();
    }
}
