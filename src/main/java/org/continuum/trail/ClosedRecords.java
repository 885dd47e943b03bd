package org.continuum.trail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.http.Requested;
import org.continuum.vault.Erasures;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers for records that are no more, or elsewhere, behind the gate: whoever has nothing to do with the person is not told
 * that there was one. Without it each resource would find out by itself, or answer from what is left.
 */
@RequestScoped
public class ClosedRecords {
    /** What can be asked of an erased record: to be erased, its proofs, and who could learn of it. */
    private static final Set<String> REMAIN_WHEN_ERASED = Set.of("eraseRecord", "getProofBundle", "listGrants");

    /** Of a deactivated one, besides: to be deactivated, which is answered as the first time. */
    private static final Set<String> REMAIN_WHEN_DEACTIVATED =
            Set.of("eraseRecord", "getProofBundle", "listGrants", "deactivateRecord");

    /** Of one that is part of another: the proofs of the entries that stand under its id. */
    private static final String REMAINS_WHEN_MERGED = "getProofBundle";

    private final Requested requested;
    private final Erasures erasures;
    private final Deactivations deactivations;
    private final Parts parts;
    private final Database database;
    private final Instance<Caller> caller;

    ClosedRecords(
            Requested requested,
            Erasures erasures,
            Deactivations deactivations,
            Parts parts,
            Database database,
            Instance<Caller> caller) {
        this.requested = requested;
        this.erasures = erasures;
        this.deactivations = deactivations;
        this.parts = parts;
        this.database = database;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.USER + 2)
    public @Nullable Response closed(ContainerRequestContext request) {
        Optional<UUID> person = requested.idIn("people");
        if (person.isEmpty()) {
            return null;
        }
        UUID survivor = database.as(caller.get(), () -> survivor(person.get()));
        return survivor.equals(person.get()) ? null : elsewhere(request, person.get(), survivor);
    }

    /** Throws the problem of a record that is closed. */
    private UUID survivor(UUID person) {
        String operation = requested.operationId();
        if (!REMAIN_WHEN_ERASED.contains(operation)) {
            erasures.refuse(person);
        }
        if (!REMAIN_WHEN_DEACTIVATED.contains(operation)) {
            deactivations.refuse(person);
        }
        return operation.equals(REMAINS_WHEN_MERGED) ? person : parts.survivor(person);
    }

    /** The same path and query at the survivor, relative to the host: whatever stands before this service has its own name. */
    private static Response elsewhere(ContainerRequestContext request, UUID person, UUID survivor) {
        URI asked = request.getUriInfo().getRequestUri();
        String path = asked.getRawPath().replaceFirst("(?i)" + person, survivor.toString());
        String query = asked.getRawQuery();
        return Response.status(308)
                .header("Location", query == null ? path : path + "?" + query)
                .build();
    }
}
