/** Continuum: one competency record from preparation through licensure into growth. */
package org.continuum;
