/**
 * Rule-set documents: reading and validating them, running their own worked cases, publishing them, and finding which
 * one was in force and known when. It does not evaluate people's records.
 */
@NullMarked
package org.continuum.rulebook;

import org.jspecify.annotations.NullMarked;
