package org.continuum.access;

import java.security.PublicKey;

/**
 * A key whose tokens are trusted instead of the configured issuer's. Only development and test builds hold one; a
 * production build has no bean of this type and trusts what {@code MP_JWT_VERIFY_PUBLICKEY_LOCATION} names.
 */
public interface TrustedKey {
    PublicKey key();
}
