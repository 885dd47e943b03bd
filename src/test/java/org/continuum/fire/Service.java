package org.continuum.fire;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.continuum.launch.Surroundings;

/**
 * The packaged production service as a process of its own. It starts in a loop, so it is given the quick compiler only and
 * little memory.
 */
final class Service implements AutoCloseable {
    static final Path JAR = Path.of(System.getProperty("continuum.jar", "target/quarkus-app/quarkus-run.jar"))
            .toAbsolutePath();

    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx768m",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Path folder;
    private final int port;
    private final Map<String, String> environment;
    private Optional<Process> process = Optional.empty();

    /** @param port where it answers; the environment says so too */
    Service(Path folder, int port, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.port = port;
        this.environment = environment;
        killWhatAnEarlierRunLeft();
    }

    int port() {
        return port;
    }

    /** Starts it without waiting for it. */
    void start() throws IOException {
        var command = new ArrayList<>(JAVA);
        // What the first start has loaded is kept for the next ones; a jar that was built anew has another name.
        Path archive =
                folder.resolve("classes-" + Files.getLastModifiedTime(JAR).toMillis() + ".jsa");
        command.addAll(
                List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-jar", JAR.toString()));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Surroundings.leave(builder);
        builder.environment().putAll(environment);
        Process started = builder.start();
        process = Optional.of(started);
        Files.writeString(pidFile(), started.pid() + " " + startOf(started.toHandle()));
    }

    /** {@code kill -9}. */
    void kill() {
        process.ifPresent(running -> running.toHandle().destroyForcibly());
        process.ifPresent(running -> running.onExit().join());
        process = Optional.empty();
    }

    boolean isRunning() {
        return process.filter(Process::isAlive).isPresent();
    }

    /** What it says. */
    Path log() {
        return folder.resolve("service.log");
    }

    /** Stops it as an operator does. */
    @Override
    public void close() {
        process.ifPresent(running -> {
            running.destroy();
            try {
                if (!running.waitFor(20, SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running.destroyForcibly();
            }
        });
        process = Optional.empty();
    }

    private void killWhatAnEarlierRunLeft() throws IOException {
        if (!Files.exists(pidFile())) {
            return;
        }
        String[] left = Files.readString(pidFile()).split(" ");
        ProcessHandle.of(Long.parseLong(left[0]))
                .filter(running -> startOf(running).equals(left[1]))
                .ifPresent(running -> {
                    running.destroyForcibly();
                    running.onExit()
                            .orTimeout(Duration.ofSeconds(10).toSeconds(), SECONDS)
                            .join();
                });
    }

    /** A process number comes again; together with this it does not. */
    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private Path pidFile() {
        return folder.resolve("service.pid");
    }
}
