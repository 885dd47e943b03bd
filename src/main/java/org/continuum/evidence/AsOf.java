package org.continuum.evidence;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which facts count: {@code @BeanParam AsOf asOf}. */
public class AsOf {
    @QueryParam("asOf")
    @Parameter(description = "Leave out what happened after this day; absent: nothing.")
    @Nullable
    LocalDate day;

    @QueryParam("knownAsOf")
    @Parameter(description = "Leave out what was recorded after this instant; absent: nothing.")
    @Nullable
    Instant known;

    LocalDate day() {
        return day == null ? LocalDate.MAX : day;
    }

    Instant known() {
        return known == null ? Instant.MAX : known;
    }
}
