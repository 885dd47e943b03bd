package org.continuum.access;

import java.util.Locale;

/** What a caller has to do with a person. */
public enum Relation {
    /** The person herself; no organization ever is. */
    SELF,
    /** It began the person's record, and she has never been, or was within the last year, enrolled or employed there. */
    REGISTRAR,
    /** The person is enrolled in one of its programs, or was within the last year. */
    PREPARATION_PROVIDER,
    /** It licenses in a jurisdiction where the person is prepared or employed. */
    LICENSING_AUTHORITY,
    /** The person is employed there, or was within the last year. */
    EMPLOYER,
    /** She was enrolled or employed there, and that ended more than a year ago: what it did itself is its own still. */
    FORMER,
    /** Whoever asks for it is her mentor today. */
    MENTOR,
    /** She lets it see her readiness, with what is missing. */
    READINESS_CONSENT,
    /** She lets it see evidence for licensure, whoever submitted it. */
    EVIDENCE_CONSENT,
    /** She lets it see her licenses. */
    LICENSE_CONSENT,
    /** She lets it see evidence of growth. */
    GROWTH_CONSENT;

    /** Its name as it stands in the database and in the policy. */
    static Relation of(String slug) {
        return valueOf(slug.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
