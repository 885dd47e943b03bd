package org.continuum.framework;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A competency with its scales. */
@Schema(name = "Competency", description = "What a person can show, and on which levels it is rated.")
public record CompetencyView(
        @Schema(description = "Its place in the framework, from 1.")
        long position,

        @Schema(description = "What ratings call it.") String code,
        String statement,
        @Nullable String label,

        @Schema(description = "The code of the competency that it is part of.") @Nullable
        String parent,

        List<ScaleView> scales) {
    /** From the first after a position. */
    static List<CompetencyView> of(Framework framework, long position, int limit) {
        long after = Math.max(position, 0);
        List<CompetencyView> views = new ArrayList<>();
        framework.competencies().values().stream().skip(after).limit(limit).forEach(each -> {
            List<ScaleView> scales = each.scales().entrySet().stream()
                    .map(scale -> new ScaleView(scale.getKey().isEmpty() ? null : scale.getKey(), scale.getValue()))
                    .toList();
            views.add(new CompetencyView(
                    after + views.size() + 1, each.code(), each.statement(), each.label(), each.parent(), scales));
        });
        return views;
    }

    @Schema(name = "Scale")
    public record ScaleView(
            @Schema(description = "What about the competency is rated; absent where there is only one.") @Nullable
            String dimension,

            @Schema(description = "From the lowest to the highest.")
            List<String> levels) {}
}
