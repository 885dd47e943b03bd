package org.continuum.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.continuum.access.AccessLogOnTrial;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.feed.Hooks.Hook;
import org.continuum.launch.Superuser;
import org.continuum.people.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of whom an event tells has on her record, before a byte of it leaves, to whom it is brought, what for and on what ground. */
@QuarkusTest
class DeliveryOnRecordTest {
    @Inject
    Hooks hooks;

    @Inject
    AccessLogOnTrial log;

    private final List<Hook> made = new ArrayList<>();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void forget() throws SQLException {
        hooks.forget(made);
        receiver.close();
    }

    @Test
    void the_person_sees_it_as_soon_as_the_receiver_does() {
        Hook hook = hook(Registry.provider());
        UUID person = Registry.person(hook.organization());
        AtomicLong known = new AtomicLong();
        long before = rows();
        ClassLoader ours = Thread.currentThread().getContextClassLoader();
        receiver.beforeAnswering(() -> {
            Thread.currentThread().setContextClassLoader(ours);
            known.set(rows() - before);
        });
        hooks.deliver(Hooks.now());
        assertThat(receiver.ids()).hasSize(1);
        assertThat(known).as("committed when the receiver had it").hasValue(1);
        assertThat(deliveries(person))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("organization", hook.organization().toString())
                        .containsEntry("actor", "continuum:webhooks")
                        .containsEntry("role", Role.PROGRAM_ADMINISTRATOR)
                        .containsEntry("operation", "subscribe")
                        .containsEntry("purpose", "preparation")
                        .containsEntry("basis", List.of("registrar"))
                        .containsEntry("correlation", receiver.ids().getFirst()));
    }

    @Test
    void each_attempt_is_on_record_since_each_brings_it() {
        receiver.answering(503);
        Hook hook = hook(Registry.provider());
        UUID person = Registry.person(hook.organization());
        hooks.deliver(Hooks.now());
        hooks.deliver(Hooks.now().plusSeconds(60));
        assertThat(receiver.got()).hasSize(2);
        assertThat(deliveries(person)).hasSize(2);
    }

    @Test
    void the_purpose_is_that_of_the_role_in_which_the_organization_subscribed() {
        UUID employer = Registry.employer();
        UUID id = UUID.fromString(as(employer, Role.DISTRICT_HR)
                .body(Hooks.details(receiver.url(), "types", List.of("employment.started")))
                .post("/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        as(employer, Role.DISTRICT_HR)
                .post("/subscriptions/" + id + "/secrets")
                .then()
                .statusCode(201);
        made.add(new Hook(employer, id, id, ""));
        UUID person = Registry.person(Registry.provider());
        Registry.employ(employer, person);
        hooks.deliver(Hooks.now());
        assertThat(deliveries(person))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("role", Role.DISTRICT_HR)
                        .containsEntry("purpose", "employment")
                        .containsEntry("basis", List.of("employer")));
    }

    @Test
    void what_waits_behind_a_slow_receiver_is_not_told_to_whom_the_person_is_nobody_by_then() {
        UUID district = Registry.employer();
        Hook hook = hook(district, "types", List.of("person.created", "employment.started"));
        UUID university = Registry.provider();
        List<UUID> people =
                List.of(Registry.person(university), Registry.person(university), Registry.person(university));
        people.forEach(each -> Registry.employ(district, each));
        UUID revoked = people.get(1);
        ClassLoader ours = Thread.currentThread().getContextClassLoader();
        receiver.beforeAnswering(() -> {
            Thread.currentThread().setContextClassLoader(ours);
            if (receiver.got().size() == 1) {
                revoke(district, revoked);
            }
        });
        hooks.deliver(Hooks.now());
        assertThat(receiver.got())
                .extracting(got -> JsonPath.from(got.body()))
                .extracting(event -> event.getString("type") + " " + people.indexOf(event.getUUID("person")))
                .as("what it did itself stays its own")
                .containsExactly(
                        "person.created 0",
                        "person.created 2",
                        "employment.started 0",
                        "employment.started 1",
                        "employment.started 2");
        assertThat(deliveries(revoked)).hasSize(1);
        assertThat(deliveries(people.getLast())).hasSize(2);
        assertThat(hook.deliveries("").<List<?>>path("items")).hasSize(5);
        hooks.deliver(Hooks.now());
        assertThat(receiver.got()).as("nor does it come later").hasSize(5);
    }

    @Test
    void what_failed_and_may_not_be_told_any_more_is_not_said_to_be_tried_again() {
        UUID district = Registry.employer();
        Hook hook = hook(district);
        UUID university = Registry.provider();
        List<UUID> people =
                List.of(Registry.person(university), Registry.person(university), Registry.person(university));
        people.forEach(each -> Registry.employ(district, each));
        Instant start = Hooks.now();
        receiver.answering(503, 503);
        hooks.deliver(start);
        String first = receiver.ids().getFirst();
        assertThat(retrying(hook)).containsExactly(first);

        revoke(district, people.getFirst());
        hooks.deliver(start.plus(Duration.ofHours(1)));
        String second = receiver.ids().getLast();
        assertThat(retrying(hook)).as("another one failed behind it").containsExactly(second);
        assertThat(second).isNotEqualTo(first);

        revoke(district, people.get(1));
        hooks.deliver(start.plus(Duration.ofHours(2)));
        assertThat(hook.deliveries("").<List<String>>path("items.event"))
                .as("another one was accepted behind it")
                .containsExactly(receiver.ids().getLast());
        assertThat(hook.deliveries("").<List<String>>path("items.state")).containsExactly("delivered");

        UUID last = Registry.person(university);
        Registry.employ(district, last);
        receiver.answering(503);
        hooks.deliver(start.plus(Duration.ofHours(3)));
        assertThat(retrying(hook)).hasSize(1);
        revoke(district, last);
        hooks.deliver(start.plus(Duration.ofHours(4)));
        assertThat(retrying(hook)).as("nothing came behind it").isEmpty();
        assertThat(receiver.got()).hasSize(4);
    }

    private static List<String> retrying(Hook hook) {
        return hook.deliveries("?state=retrying").path("items.event");
    }

    private static void revoke(UUID organization, UUID person) {
        String grant = as(organization, Role.DISTRICT_HR)
                .get("/people/" + person + "/grants")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.relation == 'employer' }.id");
        given().auth()
                .oauth2(Tokens.named(organization, "d-17", "Dana Decider", Role.DISTRICT_HR))
                .contentType("application/json")
                .body(Map.of("ground", "mistaken"))
                .post("/people/" + person + "/grants/" + grant + "/revocation")
                .then()
                .statusCode(200);
    }

    @Test
    void what_touches_nobody_leaves_nothing() {
        Hook hook = hook(Registry.provider(), "types", List.of("program.registered"));
        long before = rows();
        Registry.program(hook.organization());
        hooks.deliver(Hooks.now());
        assertThat(receiver.got()).hasSize(1);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void what_cannot_be_put_on_record_is_not_brought() throws SQLException {
        Hook hook = hook(Registry.provider());
        UUID person = Registry.person(hook.organization());
        application("REVOKE INSERT ON person_access FROM");
        try {
            assertThatThrownBy(() -> hooks.deliver(Hooks.now())).isInstanceOf(IllegalStateException.class);
            assertThat(receiver.got()).isEmpty();
        } finally {
            application("GRANT INSERT ON person_access TO");
        }
        // the claim ends by itself
        hooks.execute("UPDATE delivery_progress SET claim = NULL WHERE subscription_id = '" + hook.id() + "'");
        hooks.deliver(Hooks.now());
        assertThat(receiver.got()).hasSize(1);
        assertThat(deliveries(person)).hasSize(1);
    }

    @Test
    void a_delivery_that_is_not_put_on_record_is_missed() {
        Hook hook = hook(Registry.provider());
        UUID person = Registry.person(hook.organization());
        log.writing(false);
        try {
            hooks.deliver(Hooks.now());
        } finally {
            log.writing(true);
        }
        assertThat(receiver.got()).hasSize(1);
        assertThat(deliveries(person)).isEmpty();
    }

    private Hook hook(UUID organization, Object... more) {
        Hook hook = hooks.subscribe(organization, receiver.url(), more);
        made.add(hook);
        return hook;
    }

    /** As she sees them. */
    private static List<Map<String, Object>> deliveries(UUID person) {
        return herself(person)
                .get("/people/" + person + "/accesses")
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.operation == 'subscribe' }");
    }

    private static long rows() {
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM person_access")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void application(String command) throws SQLException {
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(command + " continuum_app");
        }
    }
}
