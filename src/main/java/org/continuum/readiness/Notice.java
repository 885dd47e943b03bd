package org.continuum.readiness;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice that was issued: it tells the person what a determination says, and its day starts the clock of an appeal.
 *
 * @param issuedOn the day, where the rules are made
 * @param lastDay the last day on which an appeal is in time, to its end there; null where the rules set none
 * @param text as it was issued, UTF-8
 * @param digest SHA-256 of the text, hexadecimal
 */
record Notice(
        UUID person,
        UUID determination,
        LocalDate issuedOn,
        @Nullable LocalDate lastDay,
        Instant recordedAt,
        UUID organization,
        byte[] text,
        String digest) {
    Notice {
        text = text.clone();
    }

    @Override
    public byte[] text() {
        return text.clone();
    }
}
