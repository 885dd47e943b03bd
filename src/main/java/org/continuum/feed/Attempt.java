package org.continuum.feed;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to deliver. */
sealed interface Attempt {
    /** 2xx: the receiver has it. */
    record Accepted(Integer status) implements Attempt {
        @Override
        public @Nullable Failure failure() {
            return null;
        }
    }

    /** 410: the receiver wants no more, ever. */
    record Gone(Integer status) implements Attempt {
        @Override
        public Failure failure() {
            return Failure.REFUSED;
        }
    }

    /** The receiver has seen it and said no. */
    record Refused(Integer status) implements Attempt {
        @Override
        public Failure failure() {
            return Failure.REFUSED;
        }
    }

    /**
     * The receiver cannot now.
     *
     * @param retryAfter what it asked for
     */
    record Unavailable(Integer status, Optional<Duration> retryAfter) implements Attempt {
        @Override
        public Failure failure() {
            return Failure.UNAVAILABLE;
        }
    }

    /** There was no answer. */
    record Unanswered(Failure failure) implements Attempt {
        @Override
        public @Nullable Integer status() {
            return null;
        }
    }

    /** The status of the answer; null when there was none. */
    @Nullable
    Integer status();

    /** Null when there was none. */
    @Nullable
    Failure failure();
}
