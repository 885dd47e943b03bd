package org.continuum.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own in a folder, for development, demonstrations and tests: durable settings, loopback only,
 * passwords generated, the port kept from start to start. One process at a time; what a killed process left running is
 * stopped first.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String DATABASE = "continuum";
    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "continuum_owner";
    private static final String APPLICATION = "continuum_app";

    private final Path folder;
    private final Path data;
    private final PostgresPrograms programs;
    private final FileChannel lock;
    private final Database database;

    private EmbeddedPostgres(Path folder, Optional<Path> installed, boolean fresh) throws IOException {
        this.folder = Files.createDirectories(folder).toRealPath();
        this.data = this.folder.resolve("postgres");
        this.lock = lock(this.folder.resolve("lock"));
        try {
            this.programs = new PostgresPrograms(
                    PostgresBinaries.find(installed, this.folder.resolve("binaries")), this.folder);
            stopOrphan();
            if (fresh) {
                forget();
            }
            Properties passwords = passwords();
            if (!Files.exists(data)) {
                initialize(passwords.getProperty(SUPERUSER));
            }
            refuseOtherMajorVersion();
            int port = port();
            configure(port);
            pgCtl("start", "-l", this.folder.resolve("postgres.log").toString());
            this.database = prepare(port, passwords);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * @param folder holds data, passwords, logs and the unpacked programs; made when absent
     * @param installed an installation to use in place of the bundled programs
     * @param fresh whether to forget all that the folder holds
     */
    public static EmbeddedPostgres start(Path folder, Optional<Path> installed, boolean fresh) {
        try {
            return new EmbeddedPostgres(folder, installed, fresh);
        } catch (IOException e) {
            throw new Refused("The embedded PostgreSQL in " + folder.toAbsolutePath() + " did not start: " + e, e);
        }
    }

    public Database database() {
        return database;
    }

    @Override
    public void close() {
        try (lock) {
            pgCtl("stop", "-m", "fast");
        } catch (IOException e) {
            throw new Refused("The embedded PostgreSQL in " + folder + " did not stop: " + e, e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process: the same refusal
        }
        channel.close();
        throw new Refused("Another Continuum is using " + file.getParent()
                + "; stop it, or give this one its own folder with CONTINUUM_DATA.");
    }

    /** A process number is reused after a reboot, so only a process that is a PostgreSQL is stopped. */
    private void stopOrphan() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        boolean running = Files.readAllLines(pidFile).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                .flatMap(process -> process.info().command())
                .filter(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .isPresent();
        if (running) {
            pgCtl("stop", "-m", "fast");
        } else {
            Files.delete(pidFile);
        }
    }

    /** Everything but the lock, which is held, and the programs, which are the same for any data. */
    private void forget() throws IOException {
        try (Stream<Path> held = Files.list(folder)) {
            for (Path path : held.toList()) {
                String name = path.getFileName().toString();
                if (!name.equals("lock") && !name.equals("binaries")) {
                    delete(path);
                }
            }
        }
    }

    /** Deletes a folder and all in it. */
    static void delete(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private Properties passwords() throws IOException {
        Path file = folder.resolve("passwords.properties");
        var passwords = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                passwords.load(in);
            }
            return passwords;
        }
        for (String role : List.of(SUPERUSER, OWNER, APPLICATION)) {
            byte[] secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            passwords.setProperty(role, HexFormat.of().formatHex(secret));
        }
        createPrivate(file);
        try (var out = Files.newBufferedWriter(file)) {
            passwords.store(out, null);
        }
        return passwords;
    }

    private static void createPrivate(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** The cluster appears whole or not at all: a start killed half-way leaves nothing that looks like one. */
    private void initialize(String superuserPassword) throws IOException {
        Path half = folder.resolve("postgres.initializing");
        if (Files.exists(half)) {
            delete(half);
        }
        Path password = folder.resolve("password.initializing");
        createPrivate(password);
        Files.writeString(password, superuserPassword);
        var command = new ArrayList<>(List.of(
                "--pgdata=" + half,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--data-checksums",
                "--no-instructions"));
        // The same order of strings on every machine; before 17 only the operating system can give it.
        command.addAll(
                major() >= 17
                        ? List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
                        : List.of("--locale=C.UTF-8"));
        programs.run("initdb", command);
        Files.delete(password);
        Files.writeString(
                half.resolve("postgresql.conf"),
                System.lineSeparator() + "include 'continuum.conf'" + System.lineSeparator(),
                StandardOpenOption.APPEND);
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private int major() throws IOException {
        String version = programs.run("postgres", List.of("--version")); // postgres (PostgreSQL) 18.4
        return Integer.parseInt(version.replaceFirst("(?s).*\\(PostgreSQL\\) (\\d+).*", "$1"));
    }

    private void refuseOtherMajorVersion() throws IOException {
        int made = Integer.parseInt(Files.readString(data.resolve("PG_VERSION")).strip());
        int ours = major();
        if (made != ours) {
            throw new Refused("The data in " + folder + " was made by PostgreSQL " + made + ", but this is PostgreSQL "
                    + ours + "; use another folder with CONTINUUM_DATA, or start over with --fresh.");
        }
    }

    /** The port of the last start when it is still free, so that a developer's tools need no new address. */
    private int port() throws IOException {
        Path file = folder.resolve("port");
        int kept = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        int port;
        try (var socket = new ServerSocket(kept, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        } catch (IOException taken) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
        }
        Files.writeString(file, Integer.toString(port));
        return port;
    }

    private void configure(int port) throws IOException {
        Files.writeString(data.resolve("continuum.conf"), """
                # written at every start
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                timezone = 'UTC'
                log_timezone = 'UTC'
                """.formatted(port));
    }

    private Database prepare(int port, Properties passwords) throws IOException {
        String server = "jdbc:postgresql://127.0.0.1:" + port + "/";
        try (Connection connection =
                        DriverManager.getConnection(server + SUPERUSER, SUPERUSER, passwords.getProperty(SUPERUSER));
                var statement = connection.createStatement()) {
            for (String role : List.of(OWNER, APPLICATION)) {
                String act = exists(connection, "pg_roles where rolname", role) ? "alter" : "create";
                statement.execute(act + " role " + role + " login password '" + passwords.getProperty(role) + "'");
            }
            if (!exists(connection, "pg_database where datname", DATABASE)) {
                statement.execute("create database " + DATABASE + " owner " + OWNER);
            }
        } catch (SQLException e) {
            pgCtl("stop", "-m", "fast");
            throw new IOException("could not prepare roles and database", e);
        }
        return new Database(
                server + DATABASE,
                APPLICATION,
                passwords.getProperty(APPLICATION),
                OWNER,
                passwords.getProperty(OWNER));
    }

    private static boolean exists(Connection connection, String where, String name) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from " + where + " = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    private void pgCtl(String act, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                act, "-D", data.toString(), "-w", "-t", Integer.toString(PostgresPrograms.PATIENCE_SECONDS / 2)));
        command.addAll(List.of(options));
        programs.run("pg_ctl", command);
    }
}
