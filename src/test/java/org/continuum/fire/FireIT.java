package org.continuum.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of {@code bin/prove-durability}: each fault that needs no disk of its own, once. */
class FireIT {
    private static Path folder = Path.of("target");
    private static Optional<Site> site = Optional.empty();

    @BeforeAll
    static void open() throws Exception {
        folder = Files.createTempDirectory(Path.of("target"), "fire-");
        site = Optional.of(Site.open(folder, false));
    }

    @AfterAll
    static void close() throws IOException {
        if (site.isPresent()) {
            site.get().close();
        }
        Command.run("rm", "-rf", folder.toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"POWER_CUT", "DISK_FULL", "FORCE_FAILS"},
            mode = EnumSource.Mode.EXCLUDE)
    void nothing_is_lost_doubled_or_half_written(Fault fault) throws Exception {
        Outcome outcome = new Cycle(site.orElseThrow(), fault, 1, 20).run();
        System.out.println(outcome);
        assertThat(outcome.verdict()).isEqualTo(new Verdict());
    }

    @Test
    void force_fails() throws Exception {
        Optional<String> impossible = FailingForce.impossible();
        assumeTrue(impossible.isEmpty(), impossible::toString);
        nothing_is_lost_doubled_or_half_written(Fault.FORCE_FAILS);
    }
}
