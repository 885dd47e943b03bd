/**
 * A house with everything wrong in it, laid out like the real one, so that each rule is seen to fail. Not a class of it
 * ever runs.
 */
package org.continuum.sabotage;
