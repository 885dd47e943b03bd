package org.continuum.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One recorded item of evidence, as the rules see it.
 *
 * @param kind the evidence kind, e.g. {@code exam-result}
 * @param occurredOn when it happened, in the jurisdiction's calendar
 * @param recordedAt when the service recorded it
 * @param fields what it states
 * @param requiredRoles the roles that must have signed before it is final
 * @param supersedes id of the record it replaces once it is final
 * @param withdrawal that it was withdrawn, if it was
 * @param expiresOn last day of its own validity; null when it states none
 */
public record Fact(
        String id,
        String kind,
        LocalDate occurredOn,
        Instant recordedAt,
        Value.Fields fields,
        Set<String> requiredRoles,
        List<Signature> signatures,
        @Nullable String supersedes,
        @Nullable Withdrawal withdrawal,
        @Nullable LocalDate expiresOn) {

    /** Chronological; the id breaks ties, so that the order in which records arrive never matters. */
    static final Comparator<Fact> CHRONOLOGICAL = Fact::compareByTime;

    private static final String CHECK = "clearance-check";
    private static final String RESULT = "result";
    private static final Value PENDING = Value.of("pending");
    private static final Value HOLD = Value.of("hold");
    private static final Value CLEAR = Value.of("clear");
    private static final Path OCCURRED_ON = Path.of("occurredOn");
    static final Path EXPIRES_ON = Path.of("expiresOn");

    /** A role's signature and when it was given and recorded. */
    public record Signature(String role, LocalDate signedOn, Instant recordedAt) {}

    /**
     * @param byIssuer whether the issuer declared the thing itself void, as opposed to a submitter taking back a record
     *     posted by mistake
     */
    public record Withdrawal(Instant recordedAt, LocalDate on, boolean byIssuer, String reason) {}

    public Fact {
        Objects.requireNonNull(id);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(occurredOn);
        Objects.requireNonNull(recordedAt);
        Objects.requireNonNull(fields);
        requiredRoles = Set.copyOf(requiredRoles);
        signatures = List.copyOf(signatures);
    }

    /** A check that its issuer has begun and not yet answered. */
    boolean pendingCheck() {
        return kind.equals(CHECK) && PENDING.equals(fields.fields().get(RESULT));
    }

    /** A check whose issuer has stopped at something: neither clear nor adverse until somebody decides. */
    boolean heldCheck() {
        return kind.equals(CHECK) && HOLD.equals(fields.fields().get(RESULT));
    }

    /** The same check, come back clear. */
    Fact cameBackClear() {
        Map<String, Value> answered = new LinkedHashMap<>(fields.fields());
        answered.put(RESULT, CLEAR);
        return new Fact(
                id,
                kind,
                occurredOn,
                recordedAt,
                new Value.Fields(answered),
                requiredRoles,
                signatures,
                supersedes,
                withdrawal,
                expiresOn);
    }

    private static int compareByTime(Fact a, Fact b) {
        int day = a.occurredOn.compareTo(b.occurredOn);
        int instant = day != 0 ? day : a.recordedAt.compareTo(b.recordedAt);
        return instant != 0 ? instant : a.id.compareTo(b.id);
    }

    /** What the record states at the path, its own dates and the roles that signed it included. */
    Optional<Value> get(Path path, Scope scope) {
        return Optional.ofNullable(stated(path, scope));
    }

    /** As {@link #get}; null where it states nothing. */
    @Nullable
    Value stated(Path path, Scope scope) {
        return path.own() ? own(path, scope) : fields.stated(path.in(scope));
    }

    private @Nullable Value own(Path path, Scope scope) {
        if (path.equals(OCCURRED_ON)) {
            return Value.of(occurredOn);
        }
        if (path.equals(EXPIRES_ON)) {
            return expiresOn == null ? null : Value.of(expiresOn);
        }
        return new Value.Many(
                scope.sight().signedBy(this).stream().map(Value::of).toList());
    }
}
