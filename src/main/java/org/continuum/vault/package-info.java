/**
 * Keys and what is kept under them: the operator's, which wrap the persons'; and the persons', whose destruction erases
 * what was sealed with them wherever it has been copied to. Does not know what is sealed.
 */
@NullMarked
package org.continuum.vault;

import org.jspecify.annotations.NullMarked;
