/**
 * Competency frameworks with their rubrics, as CASE packages in and out. Knows neither people nor evidence.
 */
@NullMarked
package org.continuum.framework;

import org.jspecify.annotations.NullMarked;
