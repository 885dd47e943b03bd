package org.continuum.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.continuum.access.Role;
import org.continuum.people.Registry;
import org.continuum.trial.TrialResource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * However requests are spoilt, the service answers as its contract says and tells nothing of its inside: 20,000 with each
 * build, and as many more as somebody wants by {@code bin/fuzz}.
 */
@QuarkusTest
@TestProfile(FuzzTest.OfItsOwn.class)
class FuzzTest {
    private static final Logger LOG = Logger.getLogger(FuzzTest.class);
    private static final int CASES = Integer.getInteger("continuum.fuzz.cases", 20_000);
    private static final long SEED = Long.getLong("continuum.fuzz.seed", 20_261_101L);

    /** What is left after all is answered: caches, and what the virtual machine has compiled and loaded. */
    private static final long HEAP_LEFT = 96L << 20;

    private static final String[] EVERY_ROLE = {
        Role.PROGRAM_SUBMITTER,
        Role.PROGRAM_ADMINISTRATOR,
        Role.BOARD_ANALYST,
        Role.BOARD_DECIDER,
        Role.DISTRICT_HR,
        Role.RESEARCHER,
        Role.AUDITOR,
        Role.OPERATOR,
        Role.RULE_AUTHOR
    };

    /** A service and a database of its own: what is stored here is nothing that other tests should meet. */
    public static class OfItsOwn implements QuarkusTestProfile {}

    @Test
    void no_request_finds_a_way_in_and_nothing_is_left_behind() throws Exception {
        Fuzzer.Report first = fuzzer().run(Math.min(CASES, 2000), SEED + 1); // what is loaded once is loaded
        long before = heap();
        Fuzzer.Report report = fuzzer().run(CASES, SEED);
        long after = heap();
        LOG.infof("fuzz: %s; heap %d MB before, %d MB after", report.text(), before >> 20, after >> 20);
        report.findings().forEach(finding -> LOG.errorf("fuzz: %s", finding));
        assertThat(first.findings()).as(first.text()).isEmpty();
        assertThat(report.findings()).as(report.text()).isEmpty();
        assertThat(report.statuses().keySet())
                .as("some got in, and some were refused at each step")
                .contains(200, 201, 400, 401, 404, 405);
        assertThat(after - before).as("bytes of heap that stayed").isLessThan(HEAP_LEFT);
    }

    @Test
    void a_service_that_fails_tells_or_hangs_is_found() throws Exception {
        ContractDocument running = ContractDocument.running();
        List<ContractDocument.Operation> trial = running.operations().stream()
                .filter(one -> one.path().startsWith("/trial/"))
                .toList();
        Known known = new Known();
        Attacks attacks =
                new Attacks(running, trial, known, List.of(Tokens.of(UUID.randomUUID(), EVERY_ROLE)), Map.of());
        Fuzzer.Report report = new Fuzzer(base(), running, attacks, known, Duration.ofSeconds(1)).run(600, SEED);
        TrialResource.letGo(); // the service would wait for them when it stops
        assertThat(report.findings())
                .extracting(Fuzzer.Finding::title)
                .contains(
                        "a failure at GET /trial/failure",
                        "a word of the inside at GET /trial/leaks/tattle",
                        "not a problem at GET /trial/leaks/page",
                        "silence at GET /trial/leaks/silence");
        assertThat(report.findings())
                .allSatisfy(finding -> assertThat(finding.curl()).contains("/trial/"));
    }

    @Test
    void nothing_that_is_sent_could_be_taken_for_a_word_of_the_inside() {
        assertThat(HostileWords.TEXTS).noneMatch(Judge::tellsOfTheInside);
    }

    private static Fuzzer fuzzer() throws IOException {
        ContractDocument contract = ContractDocument.committed();
        Known known = new Known();
        UUID employer = Registry.employer();
        UUID provider = Registry.provider();
        UUID person = Registry.person(employer);
        Registry.employ(employer, person);
        Registry.enroll(provider, Registry.program(provider), person);
        known.learn("people", person.toString());
        known.learn("organizations", employer.toString());
        known.learn("organizations", provider.toString());
        List<String> tokens =
                List.of(Tokens.of(employer, EVERY_ROLE), Tokens.of(provider, EVERY_ROLE), Tokens.person(person));
        return new Fuzzer(
                base(), contract, new Attacks(contract, contract.operations(), known, tokens, bodies()), known);
    }

    private static Map<String, List<byte[]>> bodies() throws IOException {
        try (Stream<Path> samples = Files.list(Path.of("src/main/resources/org/continuum/rulebook/samples"))) {
            List<byte[]> ruleSets = samples.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(FuzzTest::bytes)
                    .toList();
            return Map.of(
                    "application/yaml",
                    ruleSets,
                    "application/x-ndjson",
                    List.of("{\"kind\":\"exam-result\",\"occurredOn\":\"2025-03-01\",\"test\":\"x\"}\n"
                            .repeat(3)
                            .getBytes(StandardCharsets.UTF_8)),
                    "text/csv",
                    List.of("kind,occurredOn,test\nexam-result,2025-03-01,\"x\"\n".getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static URI base() {
        return URI.create("http://localhost:" + RestAssured.port);
    }

    private static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
