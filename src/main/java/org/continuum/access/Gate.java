package org.continuum.access;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.http.Problem;
import org.continuum.http.Requested;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What every request passes before its resource is called: whether its token is one that the operator has not shut out, and
 * by the policy whether the caller may do this at all, and whether to this person.
 *
 * <p>In between, the parameters are held against the contract. So whoever has no role for an operation learns nothing of
 * any id; and whoever has one, but nothing to do with the person, is answered as if the id were unknown or none.
 *
 * <p>Whoever is let through to read of a person is on record before the resource is called.
 */
@RequestScoped
public class Gate {
    private static final Logger LOG = Logger.getLogger(Gate.class);

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final PolicyInForce inForce;
    private final Requested requested;
    private final Relations relations;
    private final Database database;
    private final AccessLog accesses;
    private final Rates rates;
    private final Places places;
    private final Exclusions exclusions;
    private final RoutingContext exchange;

    /** Not made before it is asked for: what is public is called without a token. */
    private final Instance<Caller> caller;

    private final Instance<Token> token;

    private final Admission admission;

    Gate(
            PolicyInForce inForce,
            Requested requested,
            Relations relations,
            Database database,
            AccessLog accesses,
            Rates rates,
            Places places,
            Exclusions exclusions,
            RoutingContext exchange,
            Instance<Caller> caller,
            Instance<Token> token,
            Admission admission) {
        this.inForce = inForce;
        this.requested = requested;
        this.relations = relations;
        this.database = database;
        this.accesses = accesses;
        this.rates = rates;
        this.places = places;
        this.exclusions = exclusions;
        this.exchange = exchange;
        this.caller = caller;
        this.token = token;
        this.admission = admission;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void role(ContainerRequestContext request) {
        if (isPublic()) {
            return;
        }
        rates.ask(caller.get());
        places.take(caller.get(), exchange);
        if (exclusions.cover(token.get())) {
            LOG.info("A token is refused: its subject or client is shut out");
            throw new UnauthorizedException();
        }
        if (lines().isEmpty()) {
            throw new ForbiddenException();
        }
    }

    @ServerRequestFilter(priority = Priorities.USER + 1)
    public void relation(ContainerRequestContext request, ResourceInfo resource) {
        Optional<UUID> person = requested.idIn("people");
        if (isPublic() || person.isEmpty()) {
            return;
        }
        boolean reads = reads(request, resource);
        if (!reads && lines().stream().anyMatch(line -> line.relations().isEmpty())) {
            return;
        }
        Caller asking = caller.get();
        if (!database.as(asking, () -> admits(asking, person.get(), reads))) {
            throw Problem.notFound();
        }
    }

    /** In one transaction: what the caller is to the person, and that it reads of her. */
    private boolean admits(Caller asking, UUID person, boolean reads) {
        Set<Relation> known = relations.between(asking, person);
        String operation = requested.operationId();
        Optional<Policy.Line> line = inForce.policy().line(operation, asking, known);
        if (reads) {
            line.ifPresent(by -> {
                accesses.note(asking, by, requested.exchange(), person, known);
                admission.by(
                        new Admission.LetIn(asking, person, relations -> inForce.lets(operation, asking, relations)));
            });
        }
        return line.isPresent();
    }

    /** What only reads: it says so itself, or by its method. What is done besides leaves its entry on the trail. */
    private static boolean reads(ContainerRequestContext request, ResourceInfo resource) {
        return READS.contains(request.getMethod())
                || resource.getResourceMethod().isAnnotationPresent(Reading.class);
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
}
