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

/** A person's enrollments over HTTP: each provider keeps those in its own programs. */
@Path("/people/{id}/enrollments")
@Tag(name = "people")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class EnrollmentResource {
    @Inject
    Caller caller;

    @Inject
    Enrollments enrollments;

    @Inject
    StartEnrollment start;

    @Inject
    ChangeEnrollment change;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(operationId = "startEnrollment", summary = "Enroll a person in a program")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> start(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            EnrollmentStart details) {
        Recorded recorded = start.start(caller, person, details, RequestKey.of(key, uri, received));
        return recorded.createdAt("/people/" + person + "/enrollments/" + recorded.id());
    }

    @GET
    @Reading
    @Operation(operationId = "listEnrollments", summary = "List a person's enrollments")
    public Page<EnrollmentView> list(
            @RestPath("id") @Parameter(description = "The person.") UUID person, @BeanParam Paging paging) {
        List<EnrollmentView> found = enrollments.list(caller, person, Lists.after(paging), paging.limit() + 1).stream()
                .map(EnrollmentView::of)
                .toList();
        return Page.of(found, paging.limit(), enrollment -> Cursor.of(enrollment.id()));
    }

    @GET
    @Reading
    @Path("/{enrollment}")
    @Operation(operationId = "getEnrollment", summary = "Read an enrollment")
    public RestResponse<EnrollmentView> get(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath("enrollment") @Parameter(description = "The enrollment.") UUID id) {
        Enrollment enrollment = enrollments.get(caller, person, id);
        return new Versioned<>(EnrollmentView.of(enrollment), enrollment.version).answer();
    }

    @PUT
    @Path("/{enrollment}")
    @Operation(operationId = "changeEnrollment", summary = "End or correct an enrollment")
    public RestResponse<EnrollmentView> change(
            @RestPath("id") @Parameter(description = "The person.") UUID person,
            @RestPath("enrollment") @Parameter(description = "The enrollment.") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = "The ETag of your last read.") @Nullable
                    String ifMatch,
            EnrollmentDetails details) {
        return change.change(caller, person, id, ifMatch, details).answer();
    }
}
