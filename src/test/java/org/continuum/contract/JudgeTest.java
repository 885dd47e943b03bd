package org.continuum.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the judge of answers takes for a word of the inside of a service, and what for one of the field. */
class JudgeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.IllegalStateException: x",
                "NullPointerException",
                "IOException",
                "Exception in thread \"main\"",
                "an exception: x",
                "An exception was thrown",
                "unhandled exception.",
                "ExceptionInInitializerError",
                "EXCEPTION_ACCESS_VIOLATION",
                "ExceptionalFlow",
                "a.Exceptional",
                "exceptional.flow",
                "MyExceptional",
                "exceptionally(Function)",
                "clinical-exception-handler",
                "approved exception: x",
                "exceptional children, NullPointerException",
                "org.continuum.rulebook.Place",
                "com.fasterxml.jackson.core.JsonParseException",
                "\tat com.example.Foo.bar(Foo.java:3)",
                "PSQLException: ERROR: column does not exist",
                "SQLState: 23505",
                "org.hibernate.HibernateException",
                "PostgreSQL 17.2",
                "Traceback (most recent call last):",
                "goroutine 1 [running]:",
                "/usr/lib/jvm",
                "syntax error at or near"
            })
    void a_word_of_the_inside_is_found(String text) {
        assertThat(Judge.tellsOfTheInside(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No requirement is called 'X'. Define it, or use one of: EDTPA, ETHICS, EXCEPTIONAL, STILL-BEGINNING.",
                "/requirements/EXCEPTIONAL/rule",
                "'exceptional-children' is not one of the words allowed here.",
                "An exceptionally long text.",
                "Exceptional.",
                "Clinical teaching, an approved exception, an internship or a residency",
                "'clinical-exception'",
                "CLINICAL has no option 'x'. Use one of: clinical-hours, exception, internship."
            })
    void a_word_of_the_field_is_none(String text) {
        assertThat(Judge.tellsOfTheInside(text)).isFalse();
    }
}
