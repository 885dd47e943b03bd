package org.continuum.evidence;

import java.util.UUID;
import org.continuum.vault.PersonKey;

/** What of evidence is kept under the person's key, and as what: sealed bytes open nowhere but where they were put. */
enum Seals {
    BODY("evidence.body"),
    /** The submission for those who ask what it says, as JSON: the body reads as whoever sent it wrote it. */
    PAYLOAD("evidence.payload"),
    /** A digest has no salt, and would confirm what somebody guesses of the body. */
    DIGEST("evidence.digest"),
    RETRACTION("evidence_retraction.body");

    private final String column;

    Seals(String column) {
        this.column = column;
    }

    byte[] seal(PersonKey key, UUID evidence, byte[] plain) {
        return key.seal(plain, column, evidence);
    }

    byte[] open(PersonKey key, UUID evidence, byte[] sealed) {
        return key.open(sealed, column, evidence);
    }

    /** Of signatures a piece of evidence has several, one in each role. */
    static String signature(String role) {
        return "evidence_signature.body." + role;
    }
}
