package org.continuum.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.lang.JoseException;

/**
 * The keys that the issuer publishes, read again and again: a new one is believed, and one that it has withdrawn is
 * not, after as long as operators have set. No request waits for the issuer, and no token, whatever key it names,
 * makes us ask. While the issuer does not answer, what it said last holds.
 */
@ApplicationScoped
class IssuerKeys {
    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1024;

    private final Optional<URI> address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private volatile KeySet read = KeySet.NONE;

    /** @param location a file is read by the verifier, once; no location at all means a key of our own */
    IssuerKeys(@ConfigProperty(name = "mp.jwt.verify.publickey.location") Optional<String> location) {
        this.address = location.filter(where -> where.startsWith("http:") || where.startsWith("https:"))
                .map(URI::create);
    }

    /** Empty where the keys are not read from an address. */
    Optional<KeySet> now() {
        return address.map(where -> read);
    }

    void begin(@Observes StartupEvent start) {
        readAgain();
    }

    @Scheduled(every = "{continuum.tokens.read-keys-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void readAgain() {
        address.ifPresent(this::readFrom);
    }

    private void readFrom(URI where) {
        try {
            HttpRequest request = HttpRequest.newBuilder(where)
                    .timeout(PATIENCE)
                    .header("Accept", "application/jwk-set+json, application/json")
                    .build();
            HttpResponse<String> answer =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            if (!read.isWritten(answer.body())) {
                read = KeySet.of(answer.body());
                LOG.infof("The issuer has other keys now: %s", read.names());
            }
        } catch (IOException | JoseException e) {
            LOG.warnf("The issuer's keys cannot be read, %s stay: %s", read.names(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
