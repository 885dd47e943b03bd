package org.continuum.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code bin/fuzz --url}: any service, by its own contract. It is no test of this one, so that no build runs it by itself. */
class FuzzElsewhere {
    @Test
    void a_service_answers_as_its_contract_says() throws Exception {
        Fuzzer.Report report = report(
                URI.create(property("url")),
                Path.of(property("contract")),
                Objects.requireNonNullElse(System.getenv("CONTINUUM_FUZZ_TOKEN"), ""),
                Integer.getInteger("continuum.fuzz.cases", 20_000),
                Long.getLong("continuum.fuzz.seed", 20_261_101L));
        System.out.println("fuzz: " + report.text());
        report.findings().forEach(finding -> System.out.println("fuzz: " + finding));
        assertThat(report.findings()).isEmpty();
    }

    static Fuzzer.Report report(URI base, Path document, String token, int cases, long seed)
            throws IOException, InterruptedException {
        // YAML reads JSON as well
        ContractDocument contract =
                new ContractDocument(new ObjectMapper(new YAMLFactory()).readTree(Files.readString(document)));
        Known known = new Known();
        Attacks attacks = new Attacks(
                contract, contract.operations(), known, token.isEmpty() ? List.of() : List.of(token), Map.of());
        return new Fuzzer(base, contract, attacks, known).run(cases, seed);
    }

    private static String property(String name) {
        return Objects.requireNonNull(
                System.getProperty("continuum.fuzz." + name), () -> "--" + name + " is needed: bin/fuzz --help");
    }
}
