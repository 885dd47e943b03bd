package org.continuum.framework;

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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.http.BodyLimit;
import org.continuum.http.Cursor;
import org.continuum.http.Limits;
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
import org.jspecify.annotations.Nullable;

/** Frameworks over HTTP. They are public within the service: whoever rates or is rated must know the scale. */
@Path("/frameworks")
@Tag(name = "frameworks")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class FrameworkResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    @Inject
    Caller caller;

    @Inject
    Frameworks frameworks;

    @Inject
    ImportFramework importing;

    @Inject
    ReceivedBody received;

    @POST
    @BodyLimit(Limits.PACKAGE_BYTES)
    @Operation(
            operationId = "importFramework",
            summary = "Import a competency framework as a CASE 1.1 package",
            description =
                    "Items become competencies, named by humanCodingScheme; isChildOf makes them a tree; a rubric's"
                            + " criterion gives its levels to its item and to those below that have no criterion of the same"
                            + " category. An imported framework never changes: a new version is a new import. A package may"
                            + " have up to 2 MiB, and the scales of its items together a million levels.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public Response importPackage(
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            CasePackage source) {
        Recorded recorded =
                importing.importPackage(caller, source, received.bytes(), RequestKey.of(key, uri, received));
        return Response.created(URI.create("/frameworks/" + recorded.id()))
                .entity(recorded)
                .build();
    }

    @GET
    @Reading
    @Operation(operationId = "listFrameworks", summary = "List the frameworks, in the order of import")
    public Page<FrameworkView> list(@BeanParam Paging paging) {
        UUID after = paging.cursor().map(cursor -> cursor.id(0)).orElse(BEFORE_ALL);
        List<FrameworkView> found = frameworks.list(after, paging.limit() + 1).stream()
                .map(FrameworkView::of)
                .toList();
        return Page.of(found, paging.limit(), last -> Cursor.of(last.id()));
    }

    @GET
    @Reading
    @Path("/{id}")
    @Operation(
            operationId = "getFramework",
            summary = "Read a framework's CASE package, byte for byte as it was imported")
    @APIResponseSchema(CasePackage.class)
    public Response get(@RestPath @Parameter(description = "The framework.") UUID id) {
        Framework framework = frameworks.get(id);
        return Response.ok(frameworks.body(id)).tag(framework.digest()).build();
    }

    @GET
    @Reading
    @Path("/{id}/competencies")
    @Operation(
            operationId = "listCompetencies",
            summary = "List a framework's competencies with the levels on which each is rated")
    public Page<CompetencyView> competencies(
            @RestPath @Parameter(description = "The framework.") UUID id, @BeanParam Paging paging) {
        long after = paging.cursor().map(cursor -> cursor.number(0)).orElse(0L);
        List<CompetencyView> found = CompetencyView.of(frameworks.get(id), after, paging.limit() + 1);
        return Page.of(found, paging.limit(), last -> Cursor.of(last.position()));
    }
}
