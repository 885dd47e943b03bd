/**
 * Who is asking, for whom, with what role; the one place where identity enters the database. Knows no feature.
 */
@NullMarked
package org.continuum.access;

import org.jspecify.annotations.NullMarked;
