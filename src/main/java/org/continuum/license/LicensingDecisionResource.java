package org.continuum.license;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
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
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Licensing decisions over HTTP: authorities read them, deciders make them. */
@Path("/people/{id}/licensing-decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "licenses")
@RequestScoped
@RunOnVirtualThread
public class LicensingDecisionResource {
    @Inject
    Caller caller;

    @Inject
    LicensingDecisions decisions;

    @Inject
    DecideLicense decide;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(
            operationId = "decideLicense",
            summary = "Grant or deny a license",
            description = "A named person decides on a frozen determination. A grant issues the license at once; the"
                    + " decision names it.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> decide(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            LicensingDecisionRequest asked) {
        Recorded recorded = decide.decide(caller, person, asked, RequestKey.of(key, uri, received));
        return recorded.createdAt("/people/" + person + "/licensing-decisions/" + recorded.id());
    }

    @GET
    @Reading
    @Operation(operationId = "listLicensingDecisions", summary = "List the licensing decisions about a person")
    public Page<LicensingDecisionView> list(
            @RestPath("id") @Parameter(description = "The person.") UUID person, @BeanParam Paging paging) {
        List<LicensingDecisionView> found = decisions.list(person, Lists.after(paging), paging.limit() + 1).stream()
                .map(LicensingDecisionView::of)
                .toList();
        return Page.of(found, paging.limit(), decision -> Cursor.of(decision.id()));
    }

    @GET
    @Reading
    @Path("/{decision}")
    @Operation(operationId = "getLicensingDecision", summary = "Read a licensing decision")
    public LicensingDecisionView get(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath("decision") @Parameter(description = "The decision.") UUID id) {
        return LicensingDecisionView.of(decisions.get(person, id));
    }
}
