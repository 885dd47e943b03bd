/**
 * Organizations and their programs, persons with their identifiers, enrollments and employments: edited records, each
 * act on them an entry of the trail. Does not know evidence.
 */
@NullMarked
package org.continuum.people;

import org.jspecify.annotations.NullMarked;
