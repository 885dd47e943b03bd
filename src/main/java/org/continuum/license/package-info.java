/**
 * Licensing decisions by named persons, and the licenses that they issue. Rests on frozen determinations and never
 * re-implements a rule; a license's status is computed when it is read.
 */
@NullMarked
package org.continuum.license;

import org.jspecify.annotations.NullMarked;
