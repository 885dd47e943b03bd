package org.continuum.launch;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A throw-away PostgreSQL for every test that runs the service. Declared on itself and not restricted, it serves all
 * of them without a word in any. {@code CONTINUUM_POSTGRES_HOME} runs the same tests on an installed version.
 */
@QuarkusTestResource(TestDatabase.class)
public class TestDatabase implements QuarkusTestResourceLifecycleManager {
    private Path folder = Path.of("target");
    private Optional<EmbeddedPostgres> postgres = Optional.empty();

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "test-database-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<Path> installed =
                Optional.ofNullable(System.getenv("CONTINUUM_POSTGRES_HOME")).map(Path::of);
        EmbeddedPostgres started = EmbeddedPostgres.start(folder, installed, false);
        postgres = Optional.of(started);
        var configuration = new HashMap<>(started.database().asConfiguration());
        configuration.put("continuum.data", folder.toString());
        return configuration;
    }

    @Override
    public void stop() {
        postgres.ifPresent(EmbeddedPostgres::close);
        try {
            EmbeddedPostgres.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
