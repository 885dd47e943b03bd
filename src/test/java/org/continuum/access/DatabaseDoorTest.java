package org.continuum.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.continuum.people.People;
import org.continuum.trail.Acting;
import org.junit.jupiter.api.Test;

/** Nobody reaches the database without saying for whom, and nobody in somebody else's transaction. */
@QuarkusTest
class DatabaseDoorTest {
    private final Caller ann = new Caller(UUID.randomUUID(), "ann", "Ann", Set.of());
    private final Caller bob = new Caller(UUID.randomUUID(), "bob", "Bob", Set.of());

    @Inject
    Database database;

    @Inject
    Acting acting;

    @Inject
    People people;

    @Test
    void there_is_no_connection_without_a_transaction_that_knows_for_whom() {
        assertThrows(IllegalStateException.class, database::getConnection);
        assertThrows(
                IllegalStateException.class,
                () -> QuarkusTransaction.requiringNew().call(database::getConnection));
        assertThrows(RuntimeException.class, () -> people.findById(UUID.randomUUID()));
    }

    @Test
    void the_database_is_told_for_whom_and_forgets_it_with_the_transaction() {
        assertEquals(ann.organization() + "/ann/", database.as(ann, this::told));
        assertEquals("//bulk", database.as(ServiceIdentity.BULK, this::told));
        assertEquals(bob.organization() + "/bob/", acting.inAct(bob, () -> unchecked(this::told)));
    }

    @Test
    void what_the_service_does_by_itself_within_an_act_is_apart_from_it() {
        acting.inAct(ann, () -> {
            assertEquals("//bulk", database.as(ServiceIdentity.BULK, this::told));
            assertEquals(ann.organization() + "/ann/", unchecked(this::told));
            return ann;
        });
    }

    @Test
    void an_act_has_no_place_in_a_reading_and_a_reading_has_one_in_its_caller_s_act() {
        assertThrows(
                IllegalStateException.class, () -> database.as(ann, () -> acting.inAct(ann, () -> "committed late")));
        assertEquals("read", acting.inAct(ann, () -> database.within(new Behalf.Read(ann), () -> "read")));
        assertThrows(
                IllegalStateException.class,
                () -> acting.inAct(ann, () -> database.within(new Behalf.Read(bob), () -> "read")));
        assertThrows(IllegalStateException.class, () -> acting.inAct(ann, () -> acting.inAct(bob, () -> "acted")));
    }

    private String told() throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('continuum.organization') || '/'"
                        + " || current_setting('continuum.actor') || '/' || current_setting('continuum.service')")) {
            row.next();
            return row.getString(1);
        }
    }

    private static <T> T unchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
