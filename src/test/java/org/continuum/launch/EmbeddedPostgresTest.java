package org.continuum.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One folder for all: making a cluster takes longer than all that is asked of it here. */
class EmbeddedPostgresTest {
    private static final Optional<Path> INSTALLED =
            Optional.ofNullable(System.getenv("CONTINUUM_POSTGRES_HOME")).map(Path::of);

    private static Path folder = Path.of("target");

    @BeforeAll
    static void prepare() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "embedded postgres ");
    }

    @AfterAll
    static void remove() throws IOException {
        EmbeddedPostgres.delete(folder);
    }

    @Test
    void data_and_address_survive_a_restart() throws SQLException {
        Database first;
        try (EmbeddedPostgres postgres = start()) {
            first = postgres.database();
            asOwner(first, "create table if not exists kept (what text)");
            asOwner(first, "insert into kept values ('evidence')");
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.database()).isEqualTo(first);
            asOwner(first, "update kept set what = 'still there' where what = 'evidence'");
        }
    }

    @Test
    void a_second_start_in_the_same_folder_is_refused_and_harms_nothing() throws SQLException {
        try (EmbeddedPostgres postgres = start()) {
            assertThatThrownBy(EmbeddedPostgresTest::start)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("Another Continuum is using");
            asOwner(postgres.database(), "select 1");
        }
    }

    @Test
    void what_a_killed_process_left_running_is_stopped_and_its_data_kept() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsAndWaits.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(killed.inputReader().readLine()).isEqualTo("started");
        long orphan = serverProcess();
        killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(ProcessHandle.of(orphan))
                .as("PostgreSQL outlives the killed process")
                .isPresent();

        try (EmbeddedPostgres postgres = start()) {
            assertThat(serverProcess()).isNotEqualTo(orphan);
            asOwner(postgres.database(), "insert into written_before_the_kill values (2)");
        }
    }

    @Test
    void a_process_number_that_now_belongs_to_another_program_is_left_alone() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            asOwner(postgres.database(), "select 1");
        }
        Process innocent = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(folder.resolve("postgres/postmaster.pid"), innocent.pid() + "\n");
            start().close();
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void a_first_start_that_was_cut_off_is_begun_again() throws IOException {
        Files.createDirectories(folder.resolve("postgres.initializing/half"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, INSTALLED, true)) {
            assertThat(folder.resolve("postgres.initializing")).doesNotExist();
            assertThat(postgres.database().user()).isEqualTo("continuum_app");
        }
    }

    @Test
    void a_fresh_start_forgets_the_data() {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.database().url()).startsWith("jdbc:postgresql://127.0.0.1:");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, INSTALLED, true)) {
            assertThatThrownBy(() -> asOwner(postgres.database(), "insert into kept values ('again')"))
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void data_of_another_major_version_is_refused_in_words() throws IOException {
        start().close();
        Path version = folder.resolve("postgres/PG_VERSION");
        String real = Files.readString(version);
        try {
            Files.writeString(version, "14\n");
            assertThatThrownBy(EmbeddedPostgresTest::start).hasMessageContaining("was made by PostgreSQL 14");
        } finally {
            Files.writeString(version, real);
        }
    }

    @Test
    void nobody_gets_in_without_the_password_and_only_the_owner_of_the_files_can_read_it() throws IOException {
        try (EmbeddedPostgres postgres = start()) {
            Database database = postgres.database();
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.user(), "guess"))
                    .hasMessageContaining("password authentication failed");
            assertThat(database.toString()).doesNotContain(database.password(), database.ownerPassword());
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve("passwords.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void production_refuses_a_database_that_acknowledges_what_it_can_lose() throws SQLException {
        try (EmbeddedPostgres postgres = start()) {
            Database database = postgres.database();
            Config config = new SmallRyeConfigBuilder()
                    .withDefaultValues(database.asConfiguration())
                    .withDefaultValue("mp.jwt.verify.issuer", "https://identity.example")
                    .withDefaultValue("mp.jwt.verify.publickey.location", "https://identity.example/keys")
                    .withDefaultValue("continuum.log.origin", "continuum.example/log")
                    .withDefaultValue("continuum.log.key", "…")
                    .withDefaultValue("continuum.vault.keys", "…")
                    .withDefaultValue("continuum.vault.index.key", "…")
                    .build();
            Preflight.check(config, true);
            try (Connection forgetful =
                            DriverManager.getConnection(database.url(), database.user(), database.password());
                    var statement = forgetful.createStatement()) {
                statement.execute("alter role current_user set synchronous_commit = off");
                assertThatThrownBy(() -> Preflight.check(config, true))
                        .isInstanceOf(Refused.class)
                        .hasMessageContaining("synchronous_commit=off");
                assertThatCode(() -> Preflight.check(config, false)).doesNotThrowAnyException();
                statement.execute("alter role current_user reset synchronous_commit");
            }
            Preflight.check(config, true);
        }
    }

    private static EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder, INSTALLED, false);
    }

    private static long serverProcess() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private static void asOwner(Database database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.url(), database.ownerUser(), database.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The process that will be killed. */
    static final class StartsAndWaits {
        private StartsAndWaits() {}

        public static void main(String... arguments) throws Exception {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), INSTALLED, false);
            asOwner(postgres.database(), "create table if not exists written_before_the_kill (n int)");
            System.out.println("started");
            Thread.currentThread().join();
        }
    }
}
