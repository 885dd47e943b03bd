/** Continuum: one competency record from preparation through licensure into growth. */
@NullMarked
package org.continuum;

import org.jspecify.annotations.NullMarked;
