package org.continuum.access;

import io.quarkus.security.ForbiddenException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.http.Problem;
import org.continuum.http.Requested;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What every request passes before its resource is called: the policy is asked whether the caller may do this at all, and
 * whether to this person.
 *
 * <p>In between, the parameters are held against the contract. So whoever has no role for an operation learns nothing of
 * any id; and whoever has one, but nothing to do with the person, is answered as if the id were unknown or none.
 */
@RequestScoped
public class Gate {
    private static final String OF_A_PERSON = "/people/{";

    private final PolicyInForce inForce;
    private final Requested requested;
    private final Relations relations;
    private final Database database;

    /** Not made before it is asked for: what is public is called without a token. */
    private final Instance<Caller> caller;

    Gate(PolicyInForce inForce, Requested requested, Relations relations, Database database, Instance<Caller> caller) {
        this.inForce = inForce;
        this.requested = requested;
        this.relations = relations;
        this.database = database;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void role(ContainerRequestContext request) {
        if (!isPublic() && lines().isEmpty()) {
            throw new ForbiddenException();
        }
    }

    @ServerRequestFilter(priority = Priorities.USER + 1)
    public void relation(ContainerRequestContext request) {
        Optional<UUID> person = person(request);
        if (isPublic() || person.isEmpty()) {
            return;
        }
        List<Policy.Line> lines = lines();
        if (lines.stream().allMatch(line -> !line.relations().isEmpty())) {
            Caller asking = caller.get();
            Set<Relation> known = database.as(asking, () -> relations.between(asking, person.get()));
            if (lines.stream().allMatch(line -> Collections.disjoint(line.relations(), known))) {
                throw Problem.notFound();
            }
        }
    }

    private boolean isPublic() {
        return inForce.policy().of(requested.operationId()).stream().anyMatch(Policy.Line::isPublic);
    }

    /** Those by which the caller may do it. */
    private List<Policy.Line> lines() {
        Caller asking = caller.get();
        return inForce.policy().of(requested.operationId()).stream()
                .filter(line -> line.covers(asking))
                .toList();
    }

    /** Whom the path names; that it is an id has been checked. */
    private Optional<UUID> person(ContainerRequestContext request) {
        String path = requested.path();
        if (!path.startsWith(OF_A_PERSON)) {
            return Optional.empty();
        }
        String name = path.substring(OF_A_PERSON.length(), path.indexOf('}'));
        return Optional.of(
                UUID.fromString(request.getUriInfo().getPathParameters().getFirst(name)));
    }
}
