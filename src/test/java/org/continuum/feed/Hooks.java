package org.continuum.feed;

import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.arc.profile.IfBuildProfile;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Role;
import org.continuum.access.ServiceIdentity;
import org.continuum.access.Unwalled;
import org.continuum.people.Registry;
import org.continuum.sandbox.RequestedTime;
import org.continuum.trail.Sequenced;
import org.continuum.trail.TrailEntries;

/** Subscriptions made over HTTP as anybody would, and deliveries at a time that the test says. */
@IfBuildProfile("test")
@ApplicationScoped
class Hooks {
    private final Claims claims;
    private final DeliverEvents deliverEvents;
    private final TrailEntries entries;
    private final RequestedTime time;
    private final Database database;

    Hooks(Claims claims, DeliverEvents deliverEvents, TrailEntries entries, RequestedTime time, Database database) {
        this.claims = claims;
        this.deliverEvents = deliverEvents;
        this.entries = entries;
        this.time = time;
        this.database = database;
    }

    /** An organization with a subscription that has a secret, to the people that it registers. */
    record Hook(UUID organization, UUID id, UUID secretId, String secret) {
        String path() {
            return "/subscriptions/" + id;
        }

        RequestSpecification asOwner() {
            return as(organization, Role.PROGRAM_ADMINISTRATOR);
        }

        ExtractableResponse<Response> read() {
            return get(path());
        }

        ExtractableResponse<Response> progress() {
            return get(path() + "/progress");
        }

        ExtractableResponse<Response> deliveries(String query) {
            return get(path() + "/deliveries" + query);
        }

        void change(String url, Object... more) {
            String tag = read().header("ETag");
            asOwner()
                    .header("If-Match", tag)
                    .body(details(url, more))
                    .put(path())
                    .then()
                    .statusCode(200);
        }

        void replay(long after) {
            asOwner()
                    .body(Map.of("after", after))
                    .post(path() + "/replay")
                    .then()
                    .statusCode(202);
        }

        /** Registers so many people. */
        void happen(int count) {
            for (int i = 0; i < count; i++) {
                Registry.person(organization);
            }
        }

        /** The ids of the events that the feed tells the organization, from a position on. */
        List<String> feed(long after) {
            return as(organization, Role.PROGRAM_SUBMITTER)
                    .get("/events?limit=200&type=person.created&after=" + after)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("items.id");
        }

        private ExtractableResponse<Response> get(String path) {
            return asOwner().get(path).then().statusCode(200).extract();
        }
    }

    static Map<String, Object> details(String url, Object... more) {
        Map<String, Object> details = new HashMap<>(Map.of("url", url, "types", List.of("person.created")));
        for (int i = 0; i < more.length; i += 2) {
            details.put((String) more[i], more[i + 1]);
        }
        return details;
    }

    Hook subscribe(String url, Object... more) {
        return subscribe(Registry.provider(), url, more);
    }

    Hook subscribe(UUID organization, String url, Object... more) {
        UUID id = UUID.fromString(as(organization, Role.PROGRAM_ADMINISTRATOR)
                .body(details(url, more))
                .post("/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        return withSecret(organization, id);
    }

    /** A further secret. */
    Hook withSecret(UUID organization, UUID id) {
        ExtractableResponse<Response> made = as(organization, Role.PROGRAM_ADMINISTRATOR)
                .post("/subscriptions/" + id + "/secrets")
                .then()
                .statusCode(201)
                .extract();
        return new Hook(organization, id, UUID.fromString(made.path("id")), made.path("secret"));
    }

    /** One round of what is due at the time, all on this thread; how many subscriptions had something due. */
    int deliver(Instant now) {
        sequence();
        ManagedContext request = Arc.container().requestContext();
        boolean mine = !request.isActive();
        if (mine) {
            request.activate();
        }
        try {
            time.set(now);
            List<Claim> due = claims.take(now, committedEnd(), 100);
            for (Claim claim : due) {
                deliverEvents.deliver(claim, () -> false);
            }
            return due.size();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            if (mine) {
                request.terminate();
            }
        }
    }

    /** Waits until all that was recorded has its place. */
    void sequence() {
        await().until(() -> number("SELECT count(*) FROM trail_queue") == 0);
    }

    long end() {
        sequence();
        return committedEnd();
    }

    /** Whatever follows a position, whoever may see it. */
    List<Sequenced> after(long position, int limit) {
        return database.as(
                ServiceIdentity.CHECK, () -> entries.after(position, limit).entries());
    }

    private long committedEnd() {
        return database.as(ServiceIdentity.CHECK, entries::end);
    }

    /** The dispatch of other tests must find nothing of this one's. */
    void forget(List<Hook> hooks) throws SQLException {
        try (Connection connection = Unwalled.open();
                PreparedStatement remove = connection.prepareStatement("DELETE FROM subscription WHERE id = ANY (?)")) {
            List<UUID> ids = new ArrayList<>();
            hooks.forEach(hook -> ids.add(hook.id()));
            remove.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            remove.executeUpdate();
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = Unwalled.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private long number(String query) throws SQLException {
        try (Connection connection = Unwalled.open();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
