package org.continuum.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.continuum.feed.Reach;

/** A developer's receiver runs on the same machine, and has no certificate. */
@Dependent
@IfBuildProfile(anyOf = {"dev", "test"})
public class LoopbackReach {
    @Produces
    @Singleton
    Reach reach() {
        return new Reach(Set.of(443, 8443), true);
    }
}
