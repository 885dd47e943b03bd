package org.continuum.trail;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.continuum.http.Ids;
import org.jspecify.annotations.Nullable;

/** Acts as any feature would. */
@ApplicationScoped
public class Acting {
    private final Trail trail;
    private final TrailEntries entries;
    private final Database database;

    Acting(Trail trail, TrailEntries entries, Database database) {
        this.trail = trail;
        this.entries = entries;
        this.database = database;
    }

    static Caller somebody() {
        return new Caller(Ids.next(), "tester", "Terry Tester", Set.of());
    }

    static Entry entry(@Nullable UUID person) {
        return new Entry(
                "trial.made", person, Ids.next(), "{}".getBytes(StandardCharsets.UTF_8), Map.of("color", "green"));
    }

    /** One entry, one act. */
    @Act
    public Receipt append(Caller caller, @Nullable UUID person) {
        return trail.append(ours(person));
    }

    /** An entry about somebody with whom the acting organization has to do; within an act. */
    Entry ours(@Nullable UUID person) {
        if (person != null) {
            relate(person);
        }
        return entry(person);
    }

    /** Makes the acting organization the person's registrar, as registering would; within an act. */
    public void relate(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement grant = connection.prepareStatement("""
                        INSERT INTO person_grant (person_id, id, organization_id, relation, scopes, basis, valid_from,
                            source_id, granted_at)
                        VALUES (?, ?, caller_organization(), 'registrar', '{}', 'registration', now(), ?, now())""")) {
            grant.setObject(1, person);
            grant.setObject(2, Ids.next());
            grant.setObject(3, person);
            grant.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever the test wants to do inside an act. */
    @Act
    public <T> T inAct(Caller caller, Supplier<T> work) {
        return work.get();
    }

    /** Reads as whoever checks the whole database. */
    public <T> T seeing(Callable<T> reading) {
        return database.as(ServiceIdentity.CHECK, reading);
    }

    List<Sequenced> after(long position, int limit) {
        return seeing(() -> entries.after(position, limit).entries());
    }

    Trail trail() {
        return trail;
    }

    Database database() {
        return database;
    }
}
