package org.continuum.rules;

import java.math.BigDecimal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What judging a stated value came to.
 *
 * @param result null when it cannot be told
 * @param words the reason, for the explanation; for a pass, what was compared. Put into words only when it is told
 * @param gap how much is missing to pass; null when that is no number
 * @param required the mark that the gap is counted from; null when that is no number
 */
record Verdict(
        @Nullable Boolean result,
        Supplier<String> words,
        @Nullable BigDecimal gap,
        @Nullable BigDecimal required) {
    static Verdict of(boolean result, Supplier<String> words) {
        return new Verdict(result, words, null, null);
    }

    static Verdict unknown(Supplier<String> words) {
        return new Verdict(null, words, null, null);
    }

    String reason() {
        return words.get();
    }

    boolean passes() {
        return Boolean.TRUE.equals(result);
    }

    boolean fails() {
        return Boolean.FALSE.equals(result);
    }
}
