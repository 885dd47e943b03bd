package org.continuum.people;

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
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A person's employments over HTTP: each employer keeps its own. */
@Path("/people/{id}/employments")
@Tag(name = "people")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class EmploymentResource {
    @Inject
    Caller caller;

    @Inject
    Employments employments;

    @Inject
    StartEmployment start;

    @Inject
    ChangeEmployment change;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(operationId = "startEmployment", summary = "Record that a person is employed")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> start(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            EmploymentStart details) {
        Recorded recorded = start.start(caller, person, details, RequestKey.of(key, uri, received));
        return recorded.createdAt("/people/" + person + "/employments/" + recorded.id());
    }

    @GET
    @Reading
    @Operation(operationId = "listEmployments", summary = "List a person's employments")
    public Page<EmploymentView> list(
            @RestPath("id") @Parameter(description = "The person.") UUID person, @BeanParam Paging paging) {
        List<EmploymentView> found = employments.list(caller, person, Lists.after(paging), paging.limit() + 1).stream()
                .map(EmploymentView::of)
                .toList();
        return Page.of(found, paging.limit(), employment -> Cursor.of(employment.id()));
    }

    @GET
    @Reading
    @Path("/{employment}")
    @Operation(operationId = "getEmployment", summary = "Read an employment")
    public RestResponse<EmploymentView> get(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath("employment") @Parameter(description = "The employment.") UUID id) {
        Employment employment = employments.get(caller, person, id);
        return new Versioned<>(EmploymentView.of(employment), employment.version).answer();
    }

    @PUT
    @Path("/{employment}")
    @Operation(operationId = "changeEmployment", summary = "End or correct an employment")
    public RestResponse<EmploymentView> change(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath("employment") @Parameter(description = "The employment.") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = "The ETag of your last read.") @Nullable
                    String ifMatch,
            EmploymentDetails details) {
        return change.change(caller, person, id, ifMatch, details).answer();
    }
}
