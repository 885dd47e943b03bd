/**
 * Turns one person's records into facts, asks the rules, and says the findings in the contract's words; freezes the
 * answers that somebody relies on. The only place that sees both records and rules. It stores no bare conclusion.
 */
@NullMarked
package org.continuum.readiness;

import org.jspecify.annotations.NullMarked;
