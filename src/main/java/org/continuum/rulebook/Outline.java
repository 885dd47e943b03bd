package org.continuum.rulebook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What is told of a version without its text, kept where the text is not.
 *
 * @param view as nothing has become of it yet
 * @param zone whose days its rules count
 */
record Outline(RuleSetView view, ZoneId zone) {
    private static final long CHARACTERS = 4L * 1024 * 1024;
    private static final int BESIDES_NOTES = 1_000;

    static Outline of(RuleSetDocument document) {
        return new Outline(RuleSetView.of(document), document.ruleSet().zone());
    }

    static Cache<String, Outline> kept() {
        return Caffeine.newBuilder()
                .maximumWeight(CHARACTERS)
                .weigher((String digest, Outline outline) -> outline.size())
                .executor(Runnable::run)
                .build();
    }

    private int size() {
        return BESIDES_NOTES
                + view.title().length()
                + view.authority().length()
                + view.notes().stream().mapToInt(String::length).sum();
    }

    /**
     * With what has become of it.
     *
     * @param versions all of the rule set
     * @param day as of which its state is told
     * @param today by what is law today
     */
    RuleSetView as(Enactment version, List<Enactment> versions, LocalDate day, LocalDate today) {
        return view.with(RuleSetState.of(version, versions, day, today), version.withdrawal());
    }
}
