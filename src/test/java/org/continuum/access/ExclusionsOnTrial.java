package org.continuum.access;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The exclusions of the service, which can be told to believe what they found before, as a cache would, or not to look. */
@Alternative
@Priority(1)
@Singleton
@IfBuildProfile("test")
public class ExclusionsOnTrial extends Exclusions {
    private final Map<Token, Boolean> found = new ConcurrentHashMap<>();
    private volatile boolean remembering;
    private volatile boolean looking = true;

    ExclusionsOnTrial(Database database) {
        super(database);
    }

    void remembering(boolean whether) {
        remembering = whether;
        found.clear();
    }

    /** Without a look nobody is shut out: to measure what it costs. */
    public void looking(boolean whether) {
        looking = whether;
    }

    @Override
    public boolean cover(Token token) {
        if (!looking) {
            return false;
        }
        return remembering ? found.computeIfAbsent(token, super::cover) : super.cover(token);
    }
}
