package org.continuum.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Brings one event to one receiver, once. The receiver's name is resolved here, all it leads to is checked, and the
 * connection is made to what has been checked: a name that leads elsewhere a moment later is of no use.
 */
@ApplicationScoped
class Courier {
    static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

    private final ObjectMapper json;
    private final Reach reach;
    private final Names names;
    private final Wire wire;

    Courier(ObjectMapper json, Reach reach, Names names, Wire wire) {
        this.json = json;
        this.reach = reach;
        this.names = names;
        this.wire = wire;
    }

    /**
     * @param secrets to sign with, each
     * @param now the time of signing: receivers refuse what is older than some minutes
     */
    Attempt bring(Event event, Claim claim, List<byte[]> secrets, Instant now) throws InterruptedException {
        if (!Destination.violations(claim.url(), reach).isEmpty()) {
            return new Attempt.Unanswered(Failure.NO_PUBLIC_ADDRESS); // the operator's rules have changed since
        }
        Destination to = Destination.of(claim.url(), reach);
        Optional<InetAddress> pinned = address(to.host(), claim.attempts());
        if (pinned.isEmpty()) {
            return new Attempt.Unanswered(Failure.NO_PUBLIC_ADDRESS);
        }
        byte[] body = bytes(event);
        String id = event.id().toString();
        long seconds = now.getEpochSecond();
        Map<String, String> headers = Map.of(
                "content-type", MEDIA_TYPE,
                "user-agent", "Continuum-Webhooks/1",
                "webhook-id", id,
                "webhook-timestamp", Long.toString(seconds),
                "webhook-signature", Signature.of(secrets, id, seconds, body),
                "continuum-version", claim.payloadVersion(),
                "continuum-subscription", claim.subscription().toString());
        try {
            return judge(wire.post(pinned.get(), to, headers, body), now);
        } catch (TimeoutException e) {
            return new Attempt.Unanswered(Failure.NO_ANSWER);
        } catch (ExecutionException e) {
            return new Attempt.Unanswered(Failure.NO_CONNECTION);
        }
    }

    /** None if any of them must not be called: honest receivers have no such addresses. Another one at each attempt. */
    private Optional<InetAddress> address(String host, int attempts) {
        try {
            List<InetAddress> found = names.addresses(host);
            return found.stream().allMatch(reach::permits)
                    ? Optional.of(found.get(attempts % found.size()))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Attempt judge(Wire.Answer answer, Instant now) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Attempt.Accepted(status);
        }
        if (status == 410) {
            return new Attempt.Gone(status);
        }
        if (status >= 500 || status == 408 || status == 425 || status == 429) {
            return new Attempt.Unavailable(status, retryAfter(answer.retryAfter(), now));
        }
        return new Attempt.Refused(status);
    }

    /** Seconds or a date (RFC 9110, 10.2.3); nothing if it is neither. */
    static Optional<Duration> retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            Instant at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, at)).filter(Duration::isPositive);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private byte[] bytes(Event event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event can always be written", e);
        }
    }
}
