package org.continuum.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

/** Organizations over HTTP: everybody may read them, the service's operator keeps them. */
@Path("/organizations")
@Tag(name = "organizations")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class OrganizationResource {
    @Inject
    Caller caller;

    @Inject
    Organizations organizations;

    @Inject
    RegisterOrganization register;

    @Inject
    ChangeOrganization change;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(operationId = "registerOrganization", summary = "Register an organization")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> register(
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            OrganizationDetails details) {
        Recorded recorded = register.register(caller, details, RequestKey.of(key, uri, received));
        return recorded.createdAt("/organizations/" + recorded.id());
    }

    @GET
    @Reading
    @Path("/{id}")
    @Operation(operationId = "getOrganization", summary = "Read an organization")
    public RestResponse<OrganizationView> get(@RestPath @Parameter(description = "The organization.") UUID id) {
        Organization organization = organizations.get(id);
        return new Versioned<>(OrganizationView.of(organization), organization.version).answer();
    }

    @GET
    @Reading
    @Operation(operationId = "listOrganizations", summary = "List organizations")
    public Page<OrganizationView> list(
            @QueryParam("kind") @Parameter(description = "Only those of a kind.") @Nullable OrganizationKind kind,
            @QueryParam("jurisdiction")
                    @Pattern(regexp = "^[A-Z]{2}(-[A-Z0-9]{1,3})?$")
                    @Parameter(description = "Only those of a jurisdiction.")
                    @Nullable
                    String jurisdiction,
            @BeanParam Paging paging) {
        List<OrganizationView> found =
                organizations.list(kind, jurisdiction, Lists.after(paging), paging.limit() + 1).stream()
                        .map(OrganizationView::of)
                        .toList();
        return Page.of(found, paging.limit(), organization -> Cursor.of(organization.id()));
    }

    @PUT
    @Path("/{id}")
    @Operation(operationId = "changeOrganization", summary = "Change an organization")
    public RestResponse<OrganizationView> change(
            @RestPath @Parameter(description = "The organization.") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = "The ETag of your last read.") @Nullable
                    String ifMatch,
            OrganizationDetails details) {
        return change.change(caller, id, ifMatch, details).answer();
    }
}
