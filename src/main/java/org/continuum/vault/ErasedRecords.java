package org.continuum.vault;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.http.Requested;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Answers for records that are no more, behind the gate: whoever has nothing to do with the person is not told that there
 * was one. Without it each resource would find out by itself, or answer from what is left.
 */
@RequestScoped
public class ErasedRecords {
    /** What can be asked of an erased record: to be erased, its proofs, and who could learn of it. */
    private static final Set<String> REMAIN = Set.of("eraseRecord", "getProofBundle", "listGrants");

    private final Requested requested;
    private final Erasures erasures;
    private final Database database;
    private final Instance<Caller> caller;

    ErasedRecords(Requested requested, Erasures erasures, Database database, Instance<Caller> caller) {
        this.requested = requested;
        this.erasures = erasures;
        this.database = database;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.USER + 2)
    public void erased(ContainerRequestContext request) {
        Optional<UUID> person = requested.idIn("people", request);
        if (person.isEmpty() || REMAIN.contains(requested.operationId())) {
            return;
        }
        database.as(caller.get(), () -> {
            erasures.refuse(person.get());
            return null;
        });
    }
}
