package org.continuum.access;

/** What an organization has to do with a person. */
public enum Relation {
    /** It began the person's record. */
    REGISTRAR,
    /** The person is or was enrolled in one of its programs. */
    PREPARATION_PROVIDER,
    /** It licenses in a jurisdiction where the person is prepared or employed. */
    LICENSING_AUTHORITY,
    /** The person is or was employed there. */
    EMPLOYER
}
