/**
 * What shows an outsider that the record is what it was: proof bundles, put together from the features' own bytes and the
 * log, and the check of a whole database. It reads, and nothing depends on it.
 */
@NullMarked
package org.continuum.proof;

import org.jspecify.annotations.NullMarked;
