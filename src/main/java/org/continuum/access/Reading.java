package org.continuum.access;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what reads: a transaction in which the caller has been made known to the database. The caller is an argument, or
 * else whoever sent the request that is being answered.
 *
 * <p>An answer that is written after the method has returned reads nothing any more, or opens a reading of its own.
 */
@Inherited
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Reading {}
