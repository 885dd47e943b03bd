package org.continuum.fire;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison found, each thing in words.
 *
 * @param lost acknowledged, and gone or not the same any more
 * @param doubled asked for once, and there twice
 * @param halfWritten a part without its other parts, or a gap
 * @param unstable answered in two ways
 * @param untrue told "nothing was recorded", though it was
 * @param strange refused without reason, or there without having been asked for
 */
record Verdict(
        List<String> lost,
        List<String> doubled,
        List<String> halfWritten,
        List<String> unstable,
        List<String> untrue,
        List<String> strange) {
    Verdict() {
        this(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    @JsonIgnore
    boolean isClean() {
        return lost.isEmpty()
                && doubled.isEmpty()
                && halfWritten.isEmpty()
                && unstable.isEmpty()
                && untrue.isEmpty()
                && strange.isEmpty();
    }

    void add(Verdict other) {
        lost.addAll(other.lost);
        doubled.addAll(other.doubled);
        halfWritten.addAll(other.halfWritten);
        unstable.addAll(other.unstable);
        untrue.addAll(other.untrue);
        strange.addAll(other.strange);
    }
}
