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

/** Preparation programs over HTTP: everybody may read them, each provider keeps its own. */
@Path("/programs")
@Tag(name = "programs")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class ProgramResource {
    @Inject
    Caller caller;

    @Inject
    Programs programs;

    @Inject
    RegisterProgram register;

    @Inject
    ChangeProgram change;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(operationId = "registerProgram", summary = "Register a preparation program")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> register(
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            ProgramDetails details) {
        Recorded recorded = register.register(caller, details, RequestKey.of(key, uri, received));
        return recorded.createdAt("/programs/" + recorded.id());
    }

    @GET
    @Reading
    @Path("/{id}")
    @Operation(operationId = "getProgram", summary = "Read a preparation program")
    public RestResponse<ProgramView> get(@RestPath @Parameter(description = "The program.") UUID id) {
        Program program = programs.get(id);
        return new Versioned<>(ProgramView.of(program), program.version).answer();
    }

    @GET
    @Reading
    @Operation(operationId = "listPrograms", summary = "List preparation programs")
    public Page<ProgramView> list(
            @QueryParam("provider") @Parameter(description = "Only those of a provider.") @Nullable UUID provider,
            @BeanParam Paging paging) {
        List<ProgramView> found = programs.list(provider, Lists.after(paging), paging.limit() + 1).stream()
                .map(ProgramView::of)
                .toList();
        return Page.of(found, paging.limit(), program -> Cursor.of(program.id()));
    }

    @PUT
    @Path("/{id}")
    @Operation(operationId = "changeProgram", summary = "Change a preparation program")
    public RestResponse<ProgramView> change(
            @RestPath @Parameter(description = "The program.") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = "The ETag of your last read.") @Nullable
                    String ifMatch,
            ProgramDetails details) {
        return change.change(caller, id, ifMatch, details).answer();
    }
}
