package org.continuum.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs the linter with the rules of {@code openapi/lint/ruleset.yaml}; each rule that is off gives its reason there. */
class ContractLintTest {
    private static final Path LINT = Path.of("openapi", "lint");

    @Test
    void the_contract_keeps_the_rules_of_openapi_and_owasp() throws IOException, InterruptedException {
        if (run("npm", "--version").status() != 0) {
            skip("The contract was not linted: there is no npm on this machine.");
        }
        if (!Files.exists(LINT.resolve("node_modules/.bin/spectral"))) {
            Result installed = run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
            if (installed.status() != 0) {
                skip("The contract was not linted: npm could not install the linter." + installed.output());
            }
        }
        Result lint = run("npm", "run", "--silent", "lint");
        assertEquals(0, lint.status(), lint.output());
    }

    /** A developer without node may go on; the build server may not. */
    private static void skip(String why) {
        if ("true".equals(System.getenv("CI"))) {
            fail(why);
        }
        abort(why);
    }

    private static Result run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(LINT.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(127, e.getMessage()); // no such program
        }
    }

    private record Result(int status, String output) {}
}
