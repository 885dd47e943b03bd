/**
 * What happened, for those who want to follow: reads the trail, decides who may learn of what, and is written by nobody.
 */
@NullMarked
package org.continuum.feed;

import org.jspecify.annotations.NullMarked;
