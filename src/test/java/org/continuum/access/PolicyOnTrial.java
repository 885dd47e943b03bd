package org.continuum.access;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The policy of the service and that of the trial endpoints, which a test may put another in place of. */
@Alternative
@Priority(1)
@Singleton
@IfBuildProfile("test")
public class PolicyOnTrial extends PolicyInForce {
    private final Policy trial = load("trial-policy.yaml");
    private volatile Policy inForce = with(super.policy());

    @Override
    public Policy policy() {
        return inForce;
    }

    void put(Policy policy) {
        inForce = with(policy);
    }

    private Policy with(Policy policy) {
        Map<String, List<Policy.Line>> operations = new HashMap<>(policy.operations());
        operations.putAll(trial.operations());
        return new Policy(policy.purposes(), operations);
    }
}
