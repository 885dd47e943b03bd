package org.continuum.bulk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a job stands. */
public enum BulkState {
    /** Rows come in. */
    @JsonProperty("receiving")
    RECEIVING,
    /** A worker says of each row what it would come to. */
    @JsonProperty("checking")
    CHECKING,
    /** Everything is said, nothing is recorded. */
    @JsonProperty("checked")
    CHECKED,
    /** A worker records the rows. */
    @JsonProperty("committing")
    COMMITTING,
    /** Each row has its receipt or its problem. */
    @JsonProperty("committed")
    COMMITTED,
    /** Stopped by somebody; what had been recorded by then stays recorded. */
    @JsonProperty("canceled")
    CANCELED,
    /** A worker takes back what was recorded. */
    @JsonProperty("undoing")
    UNDOING,
    /** Taken back, but for what had been touched since. */
    @JsonProperty("undone")
    UNDONE;

    /** The legal moves; there are no others. */
    boolean mayBecome(BulkState next) {
        return next(this).contains(next);
    }

    private static Set<BulkState> next(BulkState state) {
        return switch (state) {
            case RECEIVING -> EnumSet.of(CHECKING, CANCELED);
            case CHECKING -> EnumSet.of(CHECKED, CANCELED);
            case CHECKED -> EnumSet.of(COMMITTING, CANCELED);
            case COMMITTING -> EnumSet.of(COMMITTED, CANCELED);
            case COMMITTED, CANCELED -> EnumSet.of(UNDOING);
            case UNDOING -> EnumSet.of(UNDONE);
            case UNDONE -> EnumSet.noneOf(BulkState.class);
        };
    }

    /** Whether the job has been there, given that it is here: an order sent twice finds itself obeyed. */
    boolean isAtOrBehind(BulkState ordered) {
        return this == ordered || this == done(ordered);
    }

    /** Where a worker's pass ends. */
    static BulkState done(BulkState pass) {
        return switch (pass) {
            case CHECKING -> CHECKED;
            case COMMITTING -> COMMITTED;
            case UNDOING -> UNDONE;
            case RECEIVING, CHECKED, COMMITTED, CANCELED, UNDONE -> pass;
        };
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BulkState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
