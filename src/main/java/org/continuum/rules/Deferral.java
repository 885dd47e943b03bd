package org.continuum.rules;

import org.jspecify.annotations.Nullable;

/**
 * A requirement that may be met after issue.
 *
 * @param until the last day to meet it
 * @param when who may defer it; null for everyone
 * @param consequence what happens if it is not met by then
 */
public record Deferral(Moment until, @Nullable Expression when, String consequence) {}
