package org.continuum.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** At the start of a development build: says what to try, and loads the synthetic state once. */
@Singleton
@IfBuildProfile(anyOf = {"dev", "test"})
class Welcome {
    private static final Logger LOG = Logger.getLogger(Welcome.class);
    private static final String TRY = """

            Continuum is up at %1$s (the API: %1$s/docs).

            Try this next, in another terminal. A candidate, and headers with tokens for her college and her board:
              eval "$(curl -s -X POST %1$s/sandbox/story)"
            Is she ready for a Massachusetts Initial license, and why not?
              curl -s -H "$BOARD" -H 'Accept: text/plain' "$BASE/people/$CANDIDATE/readiness?licenseType=ma-early-childhood-initial"
            As JSON:
              curl -s -H "$BOARD" "$BASE/people/$CANDIDATE/readiness?licenseType=ma-early-childhood-initial"
            Four hours are missing; her college has found eight:
              curl -s -H "$COLLEGE" -H 'Content-Type: application/json' $BASE/evidence -d '{"person":"'$CANDIDATE'",
                "kind":"clinical-experience","occurredOn":"2026-05-22","hours":8,"gradeBand":"1-2","site":"Mill Road School"}'
            One element was below Proficient; she has been rated again, and one signature is still to come. Ask again after it:
              curl -s -H "$COLLEGE" -H 'Content-Type: application/json' $BASE/evidence -d "$RATED_AGAIN"
            Freeze an answer that somebody will rely on:
              curl -s -H "$BOARD" -H 'Content-Type: application/json' $BASE/people/$CANDIDATE/determinations -d '{"licenseType":"ma-early-childhood-initial"}'
            Or watch all of it: docs/story.sh %1$s
            """;

    private final SyntheticState state;
    private final boolean wanted;

    Welcome(
            SyntheticState state,
            @ConfigProperty(name = "continuum.sandbox.welcome", defaultValue = "false") boolean wanted) {
        this.state = state;
        this.wanted = wanted;
    }

    /** Asynchronous, for the state is loaded through the server that has just started. */
    void welcome(@ObservesAsync HttpServerStart started) {
        if (!wanted) {
            return;
        }
        URI service = URI.create("http://127.0.0.1:" + started.options().getPort());
        try {
            boolean loaded = state.loaded(service);
            System.out.printf(TRY, service);
            if (!loaded) {
                load(service);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "The synthetic state could not be loaded; the service is up without it. If an earlier version has"
                            + " loaded another one, ./start --fresh begins anew.",
                    e);
        }
    }

    private void load(URI service) {
        long began = System.nanoTime();
        state.load(service, (people, of) -> {
            if (people % 10 == 0 || people == of) {
                System.out.printf("Fairhaven, a synthetic state, is coming in: %d of %d people%n", people, of);
            }
        });
        System.out.printf(
                "Fairhaven is there, after %.1f s: docs/synthetic-state.md says who is in it.%n",
                (System.nanoTime() - began) / 1e9);
    }
}
