package org.continuum.access;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The exclusions of the service, which can be told to believe what they found before, as a cache would, or not to look. */
@Alternative
@Priority(1)
@Singleton
@IfBuildProfile("test")
public class ExclusionsOnTrial extends Exclusions {
    private final Map<Token, Boolean> found = new ConcurrentHashMap<>();
    private final Queue<Runnable> meanwhile = new ConcurrentLinkedQueue<>();
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

    /** What happens right before each of the next looks. */
    void meanwhile(Runnable... happening) {
        meanwhile.clear();
        meanwhile.addAll(List.of(happening));
    }

    @Override
    public boolean cover(Token token) {
        Runnable happening = meanwhile.poll();
        if (happening != null) {
            happening.run();
        }
        if (!looking) {
            return false;
        }
        return remembering ? found.computeIfAbsent(token, super::cover) : super.cover(token);
    }
}
