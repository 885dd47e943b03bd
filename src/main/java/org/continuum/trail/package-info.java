/**
 * The append-only log: who did what, when, on what grounds; written only inside the transaction of the act.
 */
@NullMarked
package org.continuum.trail;

import org.jspecify.annotations.NullMarked;
