/**
 * Inductions with their mentorships, and the continuum view: one competency record across preparation, licensure and
 * growth. Decides nothing about readiness.
 */
@NullMarked
package org.continuum.induction;

import org.jspecify.annotations.NullMarked;
