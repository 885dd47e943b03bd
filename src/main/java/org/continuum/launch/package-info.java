/**
 * How the service comes up: the main class, and a PostgreSQL of its own for those who bring none. Runs before the
 * application exists, so it knows its configuration and no feature.
 */
@NullMarked
package org.continuum.launch;

import org.jspecify.annotations.NullMarked;
