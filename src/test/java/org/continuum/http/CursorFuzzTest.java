package org.continuum.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A cursor that was not ours is refused in words, whatever it is and whatever is asked of it. */
class CursorFuzzTest {
    private static final List<Consumer<Cursor>> READINGS = List.of(
            cursor -> cursor.text(1), cursor -> cursor.id(0), cursor -> cursor.number(0), cursor -> cursor.instant(0));

    @Property(tries = 2000, seed = "20261101")
    void any_text_is_a_cursor_or_refused(@ForAll String text) {
        readOrRefused(text);
    }

    @Property(tries = 2000, seed = "20261101")
    void any_bytes_in_base64_are_a_cursor_or_refused(@ForAll byte[] bytes) {
        readOrRefused(Base64.getUrlEncoder().encodeToString(bytes));
    }

    @Property(tries = 2000, seed = "20261101")
    void near_misses_are_read_or_refused(@ForAll long number, @ForAll("parts") String part) {
        readOrRefused(encoded(part + number));
        readOrRefused(encoded(number + part));
        readOrRefused(encoded(part));
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> parts() {
        return net.jqwik.api.Arbitraries.of(
                "",
                "\u001f",
                "\u0000",
                "-",
                "+999999999-12-31T23:59:59Z",
                "1-1-1-1-1",
                "2024-02-29T23:59:60Z",
                "\u0663",
                "9223372036854775808",
                "0198c0de-0000-7000-8000-00000000abcd",
                "0198C0DE-0000-7000-8000-00000000ABCD");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void readOrRefused(String encoded) {
        for (Consumer<Cursor> reading : READINGS) {
            try {
                Cursor cursor = Cursor.decoded(encoded);
                assertThat(Cursor.decoded(cursor.encoded())).isEqualTo(cursor);
                reading.accept(cursor);
            } catch (Problem refused) {
                assertThat(refused.type()).isEqualTo(ProblemType.INVALID_REQUEST);
            }
        }
    }
}
