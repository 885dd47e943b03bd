package org.continuum.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.AccessLog;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.ReceivedBody;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who may be registered twice, over HTTP. */
@Path("/possible-duplicates")
@Tag(name = "people")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class PossibleDuplicateResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    @Inject
    Caller caller;

    @Inject
    PossibleDuplicates duplicates;

    @Inject
    Merges merges;

    @Inject
    AccessLog accesses;

    @Inject
    DismissPossibleDuplicate dismiss;

    @Inject
    ReceivedBody received;

    @GET
    @Reading
    @Operation(
            operationId = "listPossibleDuplicates",
            summary = "List records that may be one person's",
            description = "Those of whom your organization decides on both. They are alike in the family name or in the"
                    + " given name, apart from spelling, and in the date of birth, and were registered within one"
                    + " jurisdiction. A new match brings a dismissed pair back.")
    public Page<PossibleDuplicate> list(
            @QueryParam("state")
                    @DefaultValue("open")
                    @Parameter(
                            description = "Only those that stand so.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            defaultValue = "open",
                                            enumeration = {"open", "dismissed", "merged"}))
                    String state,
            @BeanParam Paging paging) {
        Optional<Cursor> cursor = paging.cursor();
        UUID person = cursor.map(at -> at.id(0)).orElse(BEFORE_ALL);
        UUID other = cursor.map(at -> at.id(1)).orElse(BEFORE_ALL);
        Page<PossibleDuplicate> page = state.equals("merged")
                ? merged(person, paging)
                : Page.of(
                        duplicates.list(state.equals("open"), person, other, paging.limit() + 1),
                        paging.limit(),
                        last -> Cursor.of(
                                last.persons().getFirst(), last.persons().getLast()));
        accesses.note(
                caller,
                page.items().stream().flatMap(each -> each.persons().stream()).collect(Collectors.toSet()));
        return page;
    }

    private Page<PossibleDuplicate> merged(UUID after, Paging paging) {
        List<Merge> found = merges.list(after, paging.limit() + 1);
        Page<Merge> page = Page.of(found, paging.limit(), last -> Cursor.of(last.absorbed(), last.survivor()));
        return new Page<>(page.items().stream().map(PossibleDuplicate::of).toList(), page.next());
    }

    @POST
    @Path("/dismissals")
    @Operation(
            operationId = "dismissPossibleDuplicate",
            summary = "Find that two records that are alike are two persons'",
            description =
                    "By a named person. The pair is not listed as open again unless something else in them matches.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> dismiss(
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            DismissalDetails details) {
        return dismiss.dismiss(caller, details, RequestKey.of(key, uri, received))
                .createdAt("/possible-duplicates?state=dismissed");
    }
}
