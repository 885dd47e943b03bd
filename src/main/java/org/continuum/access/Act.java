package org.continuum.access;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the one public method of an act: a transaction in which the caller's identity has been made known to the
 * database. Nothing else may write.
 *
 * <p>It may be run again from its beginning, when the database has ended its transaction for another's sake: so it changes
 * nothing that is not undone with the transaction, its arguments among it.
 */
@Inherited
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Act {}
