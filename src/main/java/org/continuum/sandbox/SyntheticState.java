package org.continuum.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Fairhaven: an authority, three preparation providers, two districts, a framework, two license types, and people at
 * every stage. The same each time it is loaded.
 */
@Singleton
@IfBuildProfile(anyOf = {"dev", "test"})
public class SyntheticState {
    static final long SEED = 2026;
    static final int PEOPLE = 60;

    /** More would wait for each other on the few cores that a first start is likely to have. */
    private static final int TELLERS = 6;

    private final SandboxIssuer issuer;
    private final int people;

    /** @param people how many beside the hard cases, {@value #PEOPLE} if it is not said */
    SyntheticState(
            SandboxIssuer issuer,
            @ConfigProperty(name = "continuum.sandbox.people", defaultValue = "" + PEOPLE) int people) {
        this.issuer = issuer;
        this.people = people;
    }

    /** Told of every person that is there. */
    @FunctionalInterface
    public interface Progress {
        void told(int people, int of);
    }

    /** Whether a loading has come to its end. */
    public boolean loaded(URI service) {
        try (Neighbor neighbor = new Neighbor(service, issuer)) {
            neighbor.get(Ground.OPERATOR, Ground.LAST);
            return true;
        } catch (Neighbor.RefusedException e) {
            if (e.status != 404) {
                throw e;
            }
            return false;
        }
    }

    /** Loads everything; what an earlier, interrupted loading has brought in is left as it is. */
    public void load(URI service, Progress progress) {
        List<SyntheticPerson> all = people(people).toList();
        try (Neighbor neighbor = new Neighbor(service, issuer);
                ExecutorService tellers =
                        Executors.newFixedThreadPool(TELLERS, Thread.ofVirtual().factory())) {
            Ground ground = Ground.ofFairhaven(neighbor);
            List<Future<Telling>> told = new ArrayList<>();
            for (SyntheticPerson person : all) {
                told.add(tellers.submit(() -> new Telling(neighbor, ground, Institution.BOARD, person)));
            }
            for (int i = 0; i < told.size(); i++) {
                await(told.get(i), tellers);
                progress.told(i + 1, told.size());
            }
            Ground.ofStory(neighbor);
            ground.publishLast();
        }
    }

    static Stream<SyntheticPerson> people(int number) {
        return Stream.concat(
                Stream.of(HardCase.values()).map(HardCase::person), new SyntheticPeople(SEED).stream(number));
    }

    private static void await(Future<?> told, ExecutorService tellers) {
        try {
            told.get();
        } catch (ExecutionException e) {
            tellers.shutdownNow();
            throw new IllegalStateException("The synthetic state could not be loaded", e.getCause());
        } catch (InterruptedException e) {
            tellers.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the synthetic state was loaded", e);
        }
    }
}
