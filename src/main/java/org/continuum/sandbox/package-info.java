/**
 * Development and test builds only: tokens for anybody, a settable clock, later a synthetic state. No class of this
 * package is a bean of a production build.
 */
@NullMarked
package org.continuum.sandbox;

import org.jspecify.annotations.NullMarked;
