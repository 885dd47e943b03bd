package org.continuum.http;

import jakarta.enterprise.context.RequestScoped;

/** The exact bytes that came in, for records that must be kept as they were sent. */
@RequestScoped
public class ReceivedBody {
    private byte[] bytes = {};

    /** Empty when the request had no body. */
    public byte[] bytes() {
        return bytes.clone();
    }

    void keep(byte[] received) {
        bytes = received;
    }

    static Problem tooLarge() {
        return new Problem(
                ProblemType.TOO_LARGE,
                "A request body may have up to %d KiB, an imported package up to %d KiB."
                        .formatted(Limits.BODY_BYTES / 1024, Limits.PACKAGE_BYTES / 1024));
    }
}
