package org.continuum.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/** Puts the contract between every test and the service, without a word in any test. */
public final class EveryExchange implements QuarkusTestBeforeEachCallback {
    private static ContractFilter filter;

    @Override
    public void beforeEach(QuarkusTestMethodContext test) {
        if (filter == null) {
            filter = new ContractFilter(ContractDocument.committed());
        }
        RestAssured.replaceFiltersWith(filter);
    }
}
