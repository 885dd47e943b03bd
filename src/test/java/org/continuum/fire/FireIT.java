package org.continuum.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The short form of {@code bin/prove-durability}, and the sabotage that both must see. What needs root, a loop device or
 * strace is left out where there is none. The sabotage that really loses records comes last: it ruins the site.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FireIT {
    private static final int ENOUGH = 20;

    private static Path folder = Path.of("target");
    private static Optional<String> noDisk = Optional.empty();
    private static Optional<Site> opened = Optional.empty();

    @BeforeAll
    static void open() throws Exception {
        folder = Files.createTempDirectory("continuum-fire-");
        noDisk = Disk.impossible(folder);
        opened = Optional.of(Site.open(folder, noDisk.isEmpty()));
    }

    @AfterAll
    static void close() throws IOException {
        if (opened.isPresent()) {
            opened.get().close();
        }
        Command.run("rm", "-rf", folder.toString());
    }

    @ParameterizedTest
    @Order(1)
    @EnumSource(names = {"SERVICE_KILLED", "POSTGRES_KILLED", "POWER_CUT", "DATABASE_CUT_AFTER", "CLIENT_CUT_AFTER"})
    void nothing_is_lost_doubled_or_half_written(Fault fault) throws Exception {
        assumeTrue(!fault.needsDisk || noDisk.isEmpty(), noDisk::toString);
        assertThat(new Cycle(site(), fault, 1, ENOUGH).run().verdict()).isEqualTo(new Verdict());
    }

    @Test
    @Order(2)
    void a_database_that_is_away_is_told_as_such() throws Exception {
        Asked asked = site().clients(Duration.ofSeconds(20)).submission();
        site().ledger.sent(asked);
        site().postgres.kill();
        Answer answer = site().api.send(asked, Duration.ofSeconds(20));
        site().ledger.answered(asked, answer);
        site().postgres.start();
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body())
                .contains("/problems/unavailable")
                .doesNotContain("postgres", "Exception", "127.0.0.1");
        assertThat(site().insist(asked, Duration.ofSeconds(20)).acknowledges()).isTrue();
    }

    @Test
    @Order(2)
    void nothing_is_lost_when_the_operating_system_cannot_force_a_write() throws Exception {
        Optional<String> impossible = FailingForce.impossible();
        assumeTrue(impossible.isEmpty(), impossible::toString);
        assertThat(new Cycle(site(), Fault.FORCE_FAILS, 1, ENOUGH).run().verdict())
                .isEqualTo(new Verdict());
    }

    @Test
    @Order(3)
    void duplicates_have_one_effect_and_one_answer() throws Exception {
        assertThat(Duplicates.send(site(), 10, 30, 1)).isEqualTo(new Duplicates(10, 300, 300, 0, new Verdict()));
    }

    @Test
    @Order(4)
    void every_broken_row_is_seen() throws Exception {
        assertThat(Sabotage.unseenInTheRows(site())).isEmpty();
    }

    @Test
    @Order(5)
    void what_was_acknowledged_and_is_not_there_is_seen() throws Exception {
        assertThat(Sabotage.unseenInTheLedger(site())).isEmpty();
    }

    @ParameterizedTest
    @Order(6)
    @EnumSource(Sabotage.Setting.class)
    void a_database_that_forgets_is_seen(Sabotage.Setting setting) throws Exception {
        assumeTrue(!setting.fault.needsDisk || noDisk.isEmpty(), noDisk::toString);
        assertThat(Sabotage.lost(site(), setting, 1, ENOUGH)).isPositive();
    }

    private static Site site() {
        return opened.orElseThrow();
    }
}
