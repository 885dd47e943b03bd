/**
 * Evidence by the thousand: a job takes rows in, says what each would come to, records them, and can be undone. It has no
 * rules of its own about evidence: it reads, judges and adds by those of {@code evidence}.
 */
@NullMarked
package org.continuum.bulk;

import org.jspecify.annotations.NullMarked;
