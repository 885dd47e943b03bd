/**
 * What every endpoint shares: problems, strict JSON, versions, paging, conditional requests. Knows no feature.
 */
@NullMarked
package org.continuum.http;

import org.jspecify.annotations.NullMarked;
