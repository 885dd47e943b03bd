package org.continuum.http;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. The {@code Link} header is added to every answer that is a page with a next one.
 *
 * @param items in the list's own order
 * @param next where the next page begins; null on the last
 */
public record Page<T>(
        @Schema(description = "The items, in the order of the list.", maxItems = Paging.MAX_LIMIT, required = true)
        List<T> items,

        @Schema(description = "The cursor of the next page; absent on the last.") @Nullable
        String next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Of what was found with one item more than asked for: the one too many only tells that there is a next page.
     *
     * @param key what the list is ordered by, as the next page's cursor
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, key.apply(items.getLast()).encoded());
    }

    /**
     * Of a list that is not told whole: what a stretch of it had to tell, possibly nothing.
     *
     * @param end the cursor of the stretch's end; null where the list ends with it
     */
    public static <T> Page<T> of(List<T> told, @Nullable Cursor end) {
        return new Page<>(told, end == null ? null : end.encoded());
    }
}
