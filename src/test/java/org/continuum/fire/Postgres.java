package org.continuum.fire;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.continuum.launch.Database;
import org.continuum.launch.EmbeddedPostgres;

/**
 * A PostgreSQL that may be mistreated. The service's own launcher makes the cluster, with its roles and settings; from
 * then on it runs as a process of ours, so that it can be killed, traced and started with other settings.
 */
final class Postgres implements AutoCloseable {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** It does not start on the data that it has. */
    static final class Ruined extends IOException {
        private static final long serialVersionUID = 1L;

        Ruined(String said) {
            super(said);
        }
    }

    private final Path folder;
    private final Database database;
    private final String superuserPassword;
    private Optional<Process> server = Optional.empty();

    private Postgres(Path folder, Database database, String superuserPassword) {
        this.folder = folder;
        this.database = database;
        this.superuserPassword = superuserPassword;
    }

    /** The cluster in a folder, made when there is none yet, and not running. */
    static Postgres in(Path folder) throws IOException {
        Path known = folder.resolve("database.properties");
        Properties settings = new Properties();
        if (Files.exists(known)) {
            try (var in = Files.newBufferedReader(known)) {
                settings.load(in);
            }
        } else {
            try (EmbeddedPostgres made = EmbeddedPostgres.start(folder, installed(), false)) {
                settings.putAll(made.database().asConfiguration());
            }
            try (var out = Files.newBufferedWriter(known)) {
                settings.store(out, null);
            }
        }
        Properties passwords = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve("passwords.properties"))) {
            passwords.load(in);
        }
        Postgres postgres = new Postgres(folder, database(settings), passwords.getProperty("postgres"));
        postgres.killWhatAnEarlierRunLeft();
        return postgres;
    }

    /** What the service would be told if nothing stood between. */
    Database database() {
        return database;
    }

    int port() {
        return Integer.parseInt(database.url().replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    /** Where the data is; a symbolic link when it has been moved. */
    Path data() {
        return folder.resolve("postgres");
    }

    /** Moves the data of a server that does not run to another place, and leaves a link. */
    void moveDataTo(Path place) throws IOException {
        if (Files.isSymbolicLink(data())) {
            return;
        }
        Command.run("cp", "-a", data().toString(), place.toString());
        Command.run("sync", "-f", place.toString());
        Command.run("rm", "-rf", data().toString());
        Files.createSymbolicLink(data(), place);
    }

    /**
     * Starts the server and waits until it lets somebody in.
     *
     * @param settings more of them, as {@code name=value}
     */
    void start(String... settings) throws IOException {
        Files.deleteIfExists(data().resolve("postmaster.pid"));
        var command = new ArrayList<String>();
        if (ROOT) {
            command.addAll(List.of("unshare", "-U", "--"));
        }
        command.addAll(List.of(program(), "-D", data().toString()));
        for (String setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process started = builder.start();
        server = Optional.of(started);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!letsIn()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                kill();
                throw new Ruined("PostgreSQL did not start; its log ends with: " + lastWords());
            }
            Pause.millis(20);
        }
    }

    /** {@code kill -9} for the postmaster and every child of it, and waits until the last is gone. */
    void kill() {
        server.ifPresent(postmaster -> killAll(postmaster.toHandle()));
        server = Optional.empty();
    }

    boolean isRunning() {
        return server.filter(Process::isAlive).isPresent();
    }

    /** Restarts what has gone down by itself. */
    void startIfDown() throws IOException {
        if (!isRunning() || !settlesBy(System.nanoTime() + Duration.ofSeconds(5).toNanos())) {
            kill();
            start();
        }
    }

    /** The postmaster and its children, for whoever wants to trace them. */
    List<Long> processes() {
        return server.map(Process::toHandle).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Where it says what happens to it. */
    Path log() {
        return folder.resolve("mistreated.log");
    }

    Connection asSuperuser() throws SQLException {
        return DriverManager.getConnection(database.url(), "postgres", superuserPassword);
    }

    /** Tells it to stop at once and in order, which waits for no client. */
    @Override
    public void close() {
        server.ifPresent(postmaster -> {
            try {
                Command.run("kill", "-INT", Long.toString(postmaster.pid()));
                if (!postmaster.waitFor(20, SECONDS)) {
                    kill();
                }
            } catch (IOException gone) {
                kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                kill();
            }
        });
        server = Optional.empty();
    }

    private boolean settlesBy(long deadline) {
        while (System.nanoTime() < deadline) {
            if (letsIn()) {
                return true;
            }
            Pause.millis(50);
        }
        return false;
    }

    private boolean letsIn() {
        try (Connection connection = asSuperuser()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private String lastWords() throws IOException {
        String said = Files.readString(log());
        return said.substring(Math.max(0, said.length() - 600));
    }

    private void killWhatAnEarlierRunLeft() throws IOException {
        Path pidFile = data().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("postgres"))
                        .isPresent())
                .ifPresent(Postgres::killAll);
    }

    private static void killAll(ProcessHandle postmaster) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    private String program() {
        Path home = installed().orElseGet(() -> {
            try (Stream<Path> unpacked = Files.list(folder.resolve("binaries"))) {
                return unpacked.filter(path -> !path.getFileName().toString().startsWith("unpacking-"))
                        .findFirst()
                        .orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return home.resolve("bin/postgres").toAbsolutePath().toString();
    }

    private static Optional<Path> installed() {
        return Optional.ofNullable(System.getenv("CONTINUUM_POSTGRES_HOME")).map(Path::of);
    }

    private static Database database(Properties settings) {
        return new Database(
                settings.getProperty("continuum.database.url"),
                settings.getProperty("continuum.database.user"),
                settings.getProperty("continuum.database.password"),
                settings.getProperty("continuum.database.owner.user"),
                settings.getProperty("continuum.database.owner.password"));
    }
}
