package org.continuum.http;

import java.util.List;
import java.util.OptionalInt;

/** A request that cannot be done, with everything that is wrong with it; answered as {@code application/problem+json}. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final String detail;
    private final int retryAfter;
    private final transient List<Violation> violations;

    public Problem(ProblemType type, String detail, List<Violation> violations) {
        this(type, detail, violations, 0);
    }

    private Problem(ProblemType type, String detail, List<Violation> violations, int retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.detail = detail;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public Problem(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    /** The one answer for foreign, unknown and malformed ids: byte-identical, so that it tells nothing. */
    public static Problem notFound() {
        return new Problem(ProblemType.NOT_FOUND, "No such record, or it is not yours to see.");
    }

    /** A request that does not fit the contract, with everything that is wrong with it. */
    public static Problem invalid(List<Violation> violations) {
        return new Problem(ProblemType.INVALID_REQUEST, "Nothing was recorded; see errors.", violations);
    }

    /** @param retryAfter the seconds after which it is worth trying again */
    public static Problem tooMany(String detail, int retryAfter) {
        return new Problem(ProblemType.TOO_MANY, detail, List.of(), retryAfter);
    }

    /**
     * Our fault; the logs know more under the correlation id. It promises nothing about a write: the connection to the
     * database may have broken after its commit and before the database's word of it.
     */
    static Problem internal() {
        return new Problem(
                ProblemType.INTERNAL,
                "The failure has been logged under the correlation id. Whether a write was recorded is not known here: send it"
                        + " again under the same Idempotency-Key.");
    }

    /** As above, where waiting will do: the database is away, full or overloaded. */
    static Problem unavailable() {
        return new Problem(
                ProblemType.UNAVAILABLE,
                "The service's database does not answer. Whether a write was recorded is not known here: send it again under"
                        + " the same Idempotency-Key.");
    }

    /** As above, where there are too many to begin. */
    static Problem overloaded() {
        return new Problem(
                ProblemType.UNAVAILABLE,
                "The service has as many requests in progress as it may. Nothing of this one has been begun.");
    }

    /** Well-formed but not acceptable, with all reasons at once. */
    public static Problem unacceptable(List<Violation> violations) {
        return new Problem(ProblemType.UNACCEPTABLE, "Nothing was recorded; see errors.", violations);
    }

    /** The same problem of something that stands deeper in a body; the place is a JSON pointer. */
    Problem under(String place) {
        return new Problem(
                type,
                detail,
                violations.stream()
                        .map(each -> new Violation(place + each.pointer(), each.detail(), each.fix()))
                        .toList());
    }

    /** Never absent, unlike any other exception's. */
    @Override
    public String getMessage() {
        return detail;
    }

    public ProblemType type() {
        return type;
    }

    /** In seconds; empty where waiting changes nothing. */
    public OptionalInt retryAfter() {
        return retryAfter > 0 ? OptionalInt.of(retryAfter) : type.retryAfter();
    }

    public String detail() {
        return detail;
    }

    public List<Violation> violations() {
        return violations;
    }
}
