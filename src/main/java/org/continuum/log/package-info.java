/**
 * The tamper-evident log: a Merkle tree over opaque entries, its tiles and signed checkpoints in the formats of C2SP, and
 * the key that signs. What an entry means is the trail's business.
 */
@NullMarked
package org.continuum.log;

import org.jspecify.annotations.NullMarked;
