package org.continuum.trial;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Role;
import org.continuum.http.Problem;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Endpoints that exist only to try the machinery which every real endpoint uses. */
@Path("/trial")
@RunOnVirtualThread
@RequestScoped
@RolesAllowed(Role.OPERATOR)
public class TrialResource {
    @Inject
    Caller caller;

    @Inject
    TrialAct act;

    @POST
    public TrialRecord echo(TrialRecord record) {
        return record;
    }

    @GET
    @Path("/{id}")
    public TrialRecord get(@RestPath UUID id, @QueryParam("asOf") @Nullable LocalDate asOf) {
        throw Problem.notFound();
    }

    @GET
    @Path("/caller")
    public Seen caller() {
        return act.identity(caller);
    }

    @GET
    @Path("/identity-outside")
    public Seen outside() {
        return act.settings(caller);
    }

    @GET
    @Path("/failure")
    public Seen failure() {
        throw new IllegalStateException("secret inside");
    }

    public record Seen(String organization, String actor, String name) {}
}
