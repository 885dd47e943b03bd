package org.continuum.trial;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.continuum.access.Caller;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.Problem;
import org.continuum.http.Version;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Endpoints that exist only to try the machinery which every real endpoint uses. */
@Path("/trial")
@RunOnVirtualThread
@RequestScoped
public class TrialResource {
    /** One permit for each request that is held. */
    static final Semaphore HELD = new Semaphore(0);

    private static final CountDownLatch GO = new CountDownLatch(1);

    static final int LARGE = 24 * 1024 * 1024;

    /** Whoever is held and will be. */
    public static void letGo() {
        GO.countDown();
    }

    @Inject
    Caller caller;

    @Inject
    TrialAct act;

    @POST
    @Operation(operationId = "tryBody")
    public TrialRecord echo(TrialRecord record) {
        return record;
    }

    @GET
    @Operation(operationId = "tryPage")
    public Page<TrialRating> list(@BeanParam Paging paging) {
        paging.cursor().ifPresent(cursor -> cursor.number(0));
        List<TrialRating> found = new ArrayList<>();
        for (int i = 0; i <= paging.limit(); i++) {
            found.add(new TrialRating("competency-" + i, TrialRating.Level.MASTER));
        }
        return Page.of(found, paging.limit(), last -> Cursor.of(7, last.competency()));
    }

    @PATCH
    @Operation(operationId = "tryChange")
    @Path("/{id}")
    public Response change(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, TrialRating rating) {
        Version.require(ifMatch, 3);
        return Response.ok(rating).tag(Version.tag(4)).build();
    }

    @GET
    @Operation(operationId = "tryId")
    @Path("/{id}")
    public TrialRecord get(@RestPath UUID id, @QueryParam("asOf") @Nullable LocalDate asOf) {
        throw Problem.notFound();
    }

    @GET
    @Operation(operationId = "tryCaller")
    @Path("/caller")
    public Seen caller() {
        return act.identity(caller);
    }

    @GET
    @Operation(operationId = "tryIdentityOutside")
    @Path("/identity-outside")
    public Seen outside() {
        return act.settings(caller);
    }

    @GET
    @Operation(operationId = "tryFailure")
    @Path("/failure")
    public Seen failure() {
        throw new IllegalStateException("secret inside");
    }

    /** Stays until the test lets it go. */
    @GET
    @Operation(operationId = "tryHeld")
    @Path("/held")
    public Seen held() throws InterruptedException {
        HELD.release();
        GO.await();
        return new Seen("", "", "");
    }

    /** More than a client and the wires take that is not read, as one piece. */
    @GET
    @Operation(operationId = "tryLarge")
    @Path("/large")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] large() {
        return new byte[LARGE];
    }

    public record Seen(String organization, String actor, String name) {}
}
