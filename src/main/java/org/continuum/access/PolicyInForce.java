package org.continuum.access;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

/** The policy that the service was built with. A test puts another in its place. */
@Singleton
public class PolicyInForce {
    private final Policy policy = load("policy.yaml");

    public Policy policy() {
        return policy;
    }

    /** Whether the caller may do the operation to somebody to whom it is this. */
    public boolean lets(String operation, Caller caller, Set<Relation> known) {
        return policy().line(operation, caller, known).isPresent();
    }

    static Policy load(String name) {
        try (InputStream file = Objects.requireNonNull(PolicyInForce.class.getResourceAsStream(name), name)) {
            return Policy.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The policy " + name + " cannot be read", e);
        }
    }
}
