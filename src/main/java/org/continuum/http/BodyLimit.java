package org.continuum.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Lets one operation take a larger body than {@link Limits#BODY_BYTES}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyLimit {
    /** Bytes, up to {@link Limits#PACKAGE_BYTES}. */
    int value();
}
