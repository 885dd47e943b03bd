package org.continuum.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.AccessLog;
import org.continuum.access.Caller;
import org.continuum.access.PolicyInForce;
import org.continuum.access.Reading;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.Problem;
import org.continuum.http.ReceivedBody;
import org.continuum.http.Violation;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Persons over HTTP. */
@Path("/people")
@Tag(name = "people")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class PersonResource {
    @Inject
    Caller caller;

    @Inject
    People people;

    @Inject
    Directory directory;

    @Inject
    Names names;

    @Inject
    Relations relations;

    @Inject
    PolicyInForce inForce;

    @Inject
    AccessLog accesses;

    @Inject
    RegisterPerson register;

    @Inject
    ChangePerson change;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(operationId = "registerPerson", summary = "Begin a person's record")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> register(
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            PersonDetails details) {
        Recorded recorded = register.register(caller, details, RequestKey.of(key, uri, received));
        return recorded.createdAt("/people/" + recorded.id());
    }

    @GET
    @Reading
    @Path("/{id}")
    @Operation(operationId = "getPerson", summary = "Read a person")
    public RestResponse<PersonView> get(@RestPath @Parameter(description = "The person.") UUID id) {
        Person person = people.get(id);
        return new Versioned<>(PersonView.of(id, names.open(person)), person.version).answer();
    }

    @GET
    @Reading
    @Operation(
            operationId = "listPeople",
            summary = "Find a person by an identifier, or list your organization's people",
            description = "With issuer and identifier: whom the issuer calls so, or nobody. Without: the people whom"
                    + " your organization has registered, enrolled, employed or has authority over, as far as your"
                    + " role lets you read them; a page may have fewer than its limit, or none.")
    public Page<PersonView> list(
            @QueryParam("issuer") @Parameter(description = "Who gave the identifier.") @Nullable UUID issuer,
            @QueryParam("identifier") @Size(min = 1, max = 120) @Parameter(description = "The identifier.") @Nullable
                    String identifier,
            @BeanParam Paging paging) {
        if ((issuer == null) != (identifier == null)) {
            throw Problem.invalid(List.of(new Violation(
                    issuer == null ? "#query/issuer" : "#query/identifier",
                    "issuer and identifier belong together.",
                    "Send both or neither.")));
        }
        return issuer != null && identifier != null
                ? called(
                        issuer,
                        directory.find(new PersonIdentifier(issuer, identifier)).stream()
                                .toList())
                : own(relations.people(caller.organization(), Lists.after(paging), paging.limit() + 1), paging);
    }

    @PUT
    @Path("/{id}")
    @Operation(operationId = "changePerson", summary = "Change a person's name, date of birth or identifiers")
    public RestResponse<PersonView> change(
            @RestPath @Parameter(description = "The person.") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = "The ETag of your last read.") @Nullable
                    String ifMatch,
            PersonDetails details) {
        return change.change(caller, id, ifMatch, details).answer();
    }

    /**
     * Whom nobody here may read otherwise is told to whoever has given her the identifier, without what others call her.
     */
    private Page<PersonView> called(UUID issuer, List<UUID> found) {
        Set<UUID> readable = readable(found);
        List<UUID> told = issuer.equals(caller.organization())
                ? found
                : found.stream().filter(readable::contains).toList();
        return read(
                names.views(people.list(told)).stream()
                        .map(each -> readable.contains(each.id()) ? each : each.asCalledBy(caller.organization()))
                        .toList(),
                null);
    }

    /** Whom the organization has to do with, but not in the caller's role, is left out. */
    private Page<PersonView> own(List<UUID> found, Paging paging) {
        List<UUID> asked = found.subList(0, Math.min(found.size(), paging.limit()));
        Set<UUID> readable = readable(asked);
        return read(
                names.views(
                        people.list(asked.stream().filter(readable::contains).toList())),
                found.size() > asked.size() ? Cursor.of(asked.getLast()) : null);
    }

    private Set<UUID> readable(List<UUID> found) {
        Map<UUID, Set<Relation>> known = relations.of(caller.organization(), found);
        known.values().removeIf(relations -> !inForce.lets("getPerson", caller, relations));
        return known.keySet();
    }

    /** Whoever is on it has been read of. */
    private Page<PersonView> read(List<PersonView> told, @Nullable Cursor next) {
        accesses.note(caller, told.stream().map(PersonView::id).toList());
        return Page.of(told, next);
    }
}
