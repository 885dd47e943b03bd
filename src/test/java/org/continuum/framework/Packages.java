package org.continuum.framework;

import static org.continuum.people.Registry.as;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import org.continuum.access.Role;

/** CASE packages for tests. */
public final class Packages {
    private Packages() {}

    public static byte[] bytes(String name) {
        try (InputStream stream = Packages.class.getResourceAsStream("/case/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static UUID load(UUID authority, String name) {
        return UUID.fromString(as(authority, Role.BOARD_ANALYST)
                .body(bytes(name))
                .post("/frameworks")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }
}
