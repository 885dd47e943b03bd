package org.continuum.launch;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

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
        Config config = ConfigProvider.getConfig();
        boolean fresh = Arrays.asList(arguments).contains(FRESH);
        // Too early to ask for the build profile; but only the production artifact carries no PostgreSQL.
        boolean production = !PostgresBinaries.bundled();
        Preflight.check(config, production);
        if (config.getOptionalValue(Database.URL, String.class).isPresent()) {
            if (fresh) {
                throw new Refused(
                        "--fresh empties the embedded database only, and CONTINUUM_DATABASE_URL names yours.");
            }
            Quarkus.run(arguments);
        } else {
            runWithOwnDatabase(config, fresh, arguments);
        }
    }

    private static void runWithOwnDatabase(Config config, boolean fresh, String... arguments) {
        Path folder = config.getValue("continuum.data", Path.class).toAbsolutePath();
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(folder, config.getOptionalValue("continuum.postgres.home", Path.class), fresh);
        // Set for the whole process: live reload in development comes here again and finds its database running.
        postgres.database().asConfiguration().forEach(System::setProperty);
        var served = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfter(served, postgres), "embedded-postgres-stop"));
        Quarkus.run(
                null,
                (code, failure) -> {
                    served.countDown();
                    ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
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
}
