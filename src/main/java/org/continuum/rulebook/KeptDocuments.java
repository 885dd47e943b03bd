package org.continuum.rulebook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** What was read of documents, by a digest that names it: so much as there is room for, and what was asked for least goes. */
final class KeptDocuments {
    /** What was read takes a multiple of what was written. */
    static final long BYTES = 16L * 1024 * 1024;

    private KeptDocuments() {}

    /** @param bytes of what was written */
    static Cache<String, RuleSetDocument> of(long bytes) {
        // what is too much goes at once, and not when there is time for it
        return Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((String digest, RuleSetDocument document) -> document.size())
                .executor(Runnable::run)
                .build();
    }
}
