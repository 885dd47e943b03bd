package org.continuum.bulk;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Bulk jobs over HTTP: what is ordered is answered at once and done afterwards. */
@Path("/bulk-jobs")
@Tag(name = "bulk evidence")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class BulkJobResource {
    /** The greatest id there is. */
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    @Inject
    Caller caller;

    @Inject
    BulkJobs jobs;

    @Inject
    CreateBulkJob create;

    @Inject
    OrderBulkJob order;

    @Inject
    BulkWorker worker;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(
            operationId = "createBulkJob",
            summary = "Create a bulk job",
            description = "Then send its rows, have them previewed, commit. Nothing is recorded before the commit.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> create(
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            BulkJobRequest request) {
        Recorded recorded = create.create(caller, request, received.bytes(), RequestKey.of(key, uri, received));
        return recorded.createdAt("/bulk-jobs/" + recorded.id());
    }

    @GET
    @Reading
    @Operation(operationId = "listBulkJobs", summary = "List your organization's bulk jobs, the newest first")
    public Page<BulkJobView> list(@BeanParam Paging paging) {
        UUID before = paging.cursor().map(cursor -> cursor.id(0)).orElse(AFTER_ALL);
        List<BulkJobView> found = jobs.list(caller.organization(), before, paging.limit() + 1).stream()
                .map(BulkJobView::of)
                .toList();
        return Page.of(found, paging.limit(), last -> Cursor.of(last.id()));
    }

    @GET
    @Reading
    @Path("/{id}")
    @Operation(operationId = "getBulkJob", summary = "Read how far a bulk job has come")
    public BulkJobView get(@RestPath @Parameter(description = "The job.") UUID id) {
        return BulkJobView.of(jobs.get(caller.organization(), id));
    }

    @POST
    @Path("/{id}/preview")
    @Operation(
            operationId = "previewBulkJob",
            summary = "Have said what each row would come to",
            description = "Closes the upload. Nothing is recorded. Ordered again it changes nothing.")
    @APIResponseSchema(value = BulkJobView.class, responseCode = "202")
    public RestResponse<BulkJobView> preview(@RestPath @Parameter(description = "The job.") UUID id) {
        return ordered(id, new Order.Preview());
    }

    @POST
    @Path("/{id}/commit")
    @Operation(
            operationId = "commitBulkJob",
            summary = "Have the rows recorded that nothing speaks against",
            description = "Each row is judged again, and gets its receipt or its problem. Ordered again it changes"
                    + " nothing.")
    @APIResponseSchema(value = BulkJobView.class, responseCode = "202")
    public RestResponse<BulkJobView> commit(@RestPath @Parameter(description = "The job.") UUID id) {
        return ordered(id, new Order.Commit());
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(
            operationId = "cancelBulkJob",
            summary = "Stop a bulk job",
            description = "Its rows are let go. What has been recorded already stays; undo takes that back.")
    @APIResponseSchema(value = BulkJobView.class, responseCode = "202")
    public RestResponse<BulkJobView> cancel(@RestPath @Parameter(description = "The job.") UUID id) {
        return ordered(id, new Order.Cancel());
    }

    // without it a body of text would be taken for the one text that the request holds
    @POST
    @Path("/{id}/undo")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "undoBulkJob",
            summary = "Take back what a bulk job has recorded",
            description =
                    "As added retractions of one reversal. Left alone is what somebody has touched since: retracted,"
                            + " superseded, signed, or appealed against. Ordered again it changes nothing.")
    @APIResponseSchema(value = BulkJobView.class, responseCode = "202")
    public RestResponse<BulkJobView> undo(@RestPath @Parameter(description = "The job.") UUID id, UndoRequest request) {
        return ordered(id, new Order.Undo(request.reason(), received.bytes()));
    }

    private RestResponse<BulkJobView> ordered(UUID id, Order what) {
        BulkJob job = order.order(caller, id, what);
        worker.wake();
        return RestResponse.status(RestResponse.Status.ACCEPTED, BulkJobView.of(job));
    }
}
