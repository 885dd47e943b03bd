/**
 * What is known of a person's work: submissions, signatures, corrections, retractions, each an added row. Knows people
 * and frameworks; decides nothing about readiness.
 */
@NullMarked
package org.continuum.evidence;

import org.jspecify.annotations.NullMarked;
