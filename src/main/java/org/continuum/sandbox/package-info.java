/**
 * Development and test builds only: tokens for anybody, later a synthetic state and a settable clock. No class of this
 * package is a bean of a production build.
 */
@NullMarked
package org.continuum.sandbox;

import org.jspecify.annotations.NullMarked;
