package org.continuum.http;

import java.util.OptionalInt;

/** Every kind of problem the service answers with; each has a page at {@code /problems/<slug>}. */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", 400, "The request does not fit the contract"),
    UNKNOWN_VERSION("unknown-version", 400, "The API version asked for is not supported"),
    UNAUTHENTICATED("unauthenticated", 401, "A valid access token is needed"),
    FORBIDDEN("forbidden", 403, "The caller's role does not allow this"),
    NOT_FOUND("not-found", 404, "There is nothing here for this caller"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This resource does not support the method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No representation fits the Accept header"),
    CONFLICT("conflict", 409, "The request contradicts what is already recorded"),
    ERASED("erased", 410, "The record was erased"),
    DEACTIVATED("deactivated", 410, "The record was registered in error"),
    STALE("stale", 412, "The record has changed since it was read"),
    TOO_LARGE("too-large", 413, "The request is larger than the limit"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type is not supported"),
    UNACCEPTABLE("unacceptable", 422, "The request is well-formed but cannot be accepted"),
    KEY_REUSED("key-reused", 422, "The idempotency key was used for a different request"),
    PRECONDITION_REQUIRED("precondition-required", 428, "An If-Match header is needed"),
    TOO_MANY("too-many", 429, "The caller asks more often, or has more open at once, than it may"),
    INTERNAL("internal", 500, "The service failed"),
    UNAVAILABLE("unavailable", 503, "The service cannot do this at the moment"),
    NOT_SET_UP("not-set-up", 503, "The operator has not set this up");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    public String slug() {
        return slug;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** After how many seconds it is worth trying again; empty where waiting changes nothing. */
    OptionalInt retryAfter() {
        return switch (this) {
            case TOO_MANY -> OptionalInt.of(30);
            case UNAVAILABLE -> OptionalInt.of(5);
            default -> OptionalInt.empty();
        };
    }
}
