package org.continuum.induction;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.ReceivedBody;
import org.continuum.people.Lists;
import org.continuum.people.Versioned;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A person's inductions over HTTP: each employer runs its own. */
@Path("/people/{id}/inductions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "induction")
@RequestScoped
@RunOnVirtualThread
public class InductionResource {
    @Inject
    Caller caller;

    @Inject
    Inductions inductions;

    @Inject
    StartInduction start;

    @Inject
    ChangeInduction change;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(operationId = "startInduction", summary = "Start the induction of a person you employ")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> start(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            InductionDetails details) {
        Recorded recorded = start.start(caller, person, details, RequestKey.of(key, uri, received));
        return recorded.createdAt("/people/" + person + "/inductions/" + recorded.id());
    }

    @GET
    @Reading
    @Operation(operationId = "listInductions", summary = "List a person's inductions")
    public Page<InductionView> list(
            @RestPath("id") @Parameter(description = "The person.") UUID person, @BeanParam Paging paging) {
        List<InductionView> found = inductions.list(caller, person, Lists.after(paging), paging.limit() + 1).stream()
                .map(InductionView::of)
                .toList();
        return Page.of(found, paging.limit(), induction -> Cursor.of(induction.id()));
    }

    @GET
    @Reading
    @Path("/{induction}")
    @Operation(operationId = "getInduction", summary = "Read an induction")
    public RestResponse<InductionView> get(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath("induction") @Parameter(description = "The induction.") UUID id) {
        Induction induction = inductions.get(caller, person, id);
        return new Versioned<>(InductionView.of(induction), induction.version).answer();
    }

    @PUT
    @Path("/{induction}")
    @Operation(operationId = "changeInduction", summary = "End or correct an induction")
    public RestResponse<InductionView> change(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath("induction") @Parameter(description = "The induction.") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = "The ETag of your last read.") @Nullable
                    String ifMatch,
            InductionDetails details) {
        return change.change(caller, person, id, ifMatch, details).answer();
    }
}
