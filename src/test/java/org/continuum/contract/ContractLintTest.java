package org.continuum.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Runs the linter with the rules of {@code openapi/lint/ruleset.yaml}; each rule that is off gives its reason there. */
class ContractLintTest {
    @Test
    void the_contract_keeps_the_rules_of_openapi_and_owasp() throws IOException, InterruptedException {
        NodeTools.require();
        NodeTools.Result lint = NodeTools.run("", "npm", "run", "--silent", "lint");
        assertEquals(0, lint.status(), lint.output());
    }
}
