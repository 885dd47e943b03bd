package org.continuum.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of every list: {@code @BeanParam Paging paging}. */
public class Paging {
    public static final int MAX_LIMIT = 200;

    @QueryParam("limit")
    @DefaultValue("50")
    @Min(1)
    @Max(MAX_LIMIT)
    @Parameter(description = "How many items a page may have.")
    int limit = 50;

    @QueryParam("cursor")
    @Size(min = 1, max = 512)
    @Parameter(description = "Where the page begins: next of the page before.")
    @Nullable
    String cursor;

    public int limit() {
        return limit;
    }

    /** Empty for the first page. */
    public Optional<Cursor> cursor() {
        return Optional.ofNullable(cursor).map(Cursor::decoded);
    }
}
