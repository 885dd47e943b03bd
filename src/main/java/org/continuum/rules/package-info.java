/**
 * Requirement to finding. Plain Java: no clock, no file, no row, no framework; only {@code java.*} and itself.
 */
@NullMarked
package org.continuum.rules;

import org.jspecify.annotations.NullMarked;
