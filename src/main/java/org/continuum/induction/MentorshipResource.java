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

/** The mentorships of an induction over HTTP. */
@Path("/people/{id}/inductions/{induction}/mentorships")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "induction")
@RequestScoped
@RunOnVirtualThread
public class MentorshipResource {
    @Inject
    Caller caller;

    @Inject
    Inductions inductions;

    @Inject
    Mentorships mentorships;

    @Inject
    AssignMentor assign;

    @Inject
    ChangeMentorship change;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(operationId = "assignMentor", summary = "Assign a mentor within an induction")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> assign(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath @Parameter(description = "The induction.") UUID induction,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            MentorshipDetails details) {
        Recorded recorded = assign.assign(caller, person, induction, details, RequestKey.of(key, uri, received));
        return recorded.createdAt("/people/" + person + "/inductions/" + induction + "/mentorships/" + recorded.id());
    }

    @GET
    @Reading
    @Operation(operationId = "listMentorships", summary = "List the mentorships of an induction")
    public Page<MentorshipView> list(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath @Parameter(description = "The induction.") UUID induction,
            @BeanParam Paging paging) {
        inductions.get(caller, person, induction);
        List<MentorshipView> found =
                mentorships.list(person, induction, Lists.after(paging), paging.limit() + 1).stream()
                        .map(MentorshipView::of)
                        .toList();
        return Page.of(found, paging.limit(), mentorship -> Cursor.of(mentorship.id()));
    }

    @GET
    @Reading
    @Path("/{mentorship}")
    @Operation(operationId = "getMentorship", summary = "Read a mentorship")
    public RestResponse<MentorshipView> get(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath @Parameter(description = "The induction.") UUID induction,
            @RestPath("mentorship") @Parameter(description = "The mentorship.") UUID id) {
        inductions.get(caller, person, induction);
        Mentorship mentorship = mentorships.get(person, induction, id);
        return new Versioned<>(MentorshipView.of(mentorship), mentorship.version).answer();
    }

    @PUT
    @Path("/{mentorship}")
    @Operation(operationId = "changeMentorship", summary = "End or correct a mentorship")
    public RestResponse<MentorshipView> change(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath @Parameter(description = "The induction.") UUID induction,
            @RestPath("mentorship") @Parameter(description = "The mentorship.") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = "The ETag of your last read.") @Nullable
                    String ifMatch,
            MentorshipDetails details) {
        return change.change(caller, person, induction, id, ifMatch, details).answer();
    }
}
