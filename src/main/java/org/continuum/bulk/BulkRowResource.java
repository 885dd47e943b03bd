package org.continuum.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Exclusions;
import org.continuum.access.Reading;
import org.continuum.access.Token;
import org.continuum.evidence.ReverseEvidence;
import org.continuum.evidence.Submission;
import org.continuum.evidence.Touch;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.Piecemeal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The rows of a bulk job: in, and what became of them. */
@Path("/bulk-jobs/{id}")
@Tag(name = "bulk evidence")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class BulkRowResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final int STRETCH = 1_000;

    @Inject
    Caller caller;

    @Inject
    RoutingContext exchange;

    @Inject
    Token token;

    @Inject
    Exclusions exclusions;

    @Inject
    BulkJobs jobs;

    @Inject
    BulkRows rows;

    @Inject
    Database database;

    @Inject
    ReceiveRows receive;

    @Inject
    ReverseEvidence reverse;

    @Inject
    ObjectMapper json;

    @POST
    @Path("/rows")
    @Consumes({NDJSON, CSV})
    @Operation(
            operationId = "sendBulkRows",
            summary = "Send rows",
            description =
                    "Of any length up to a million rows, in one request or several. Rows are kept a thousand at a"
                            + " time: if the connection breaks, or the token ends meanwhile (401), the job says how many it has, and"
                            + " first=… goes on behind them. A row may have up to 256 KiB, a job 4 GiB (413), and of an organization 16"
                            + " GiB may wait (409) unless the operator says otherwise. What is wrong with a row is said by the preview.")
    public RowsReceived receive(
            @RestPath @Parameter(description = "The job.") UUID id,
            @QueryParam("first")
                    @DefaultValue("1")
                    @Min(1)
                    @Max(10_000_000)
                    @Parameter(description = "The number of the first row of this body.")
                    int first,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) @Nullable String type,
            @RequestBody(
                            required = true,
                            description = "One submission a line, or records under a header.",
                            content = {
                                @Content(mediaType = NDJSON, schema = @Schema(implementation = Submission.class)),
                                @Content(
                                        mediaType = CSV,
                                        schema = @Schema(type = SchemaType.STRING, maxLength = Integer.MAX_VALUE))
                            })
                    InputStream body) {
        return receive.receive(caller, token, id, first, type, body);
    }

    @GET
    @Reading
    @Path("/rows")
    @Operation(
            operationId = "listBulkRows",
            summary = "List what the rows would come to, or have come to",
            description =
                    "In the order of the file: each row with its receipt, or with everything that is wrong with it.")
    public Page<BulkRow> list(
            @RestPath @Parameter(description = "The job.") UUID id,
            @QueryParam("state") @Parameter(description = "Only these.") @Nullable BulkRowState state,
            @BeanParam Paging paging) {
        jobs.get(caller.organization(), id);
        return Page.of(
                rows.after(id, after(paging), state, paging.limit() + 1),
                paging.limit(),
                last -> Cursor.of(last.number()));
    }

    @GET
    @Reading
    @Path("/results")
    @Produces(NDJSON)
    @Operation(
            operationId = "downloadBulkRows",
            summary = "Download what all rows have come to",
            description = "As listed, one row a line. The connection is broken off where the token ends meanwhile.")
    @APIResponse(
            responseCode = "200",
            description = "One row a line.",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = BulkRow.class)))
    public Response download(
            @RestPath @Parameter(description = "The job.") UUID id,
            @QueryParam("state") @Parameter(description = "Only these.") @Nullable BulkRowState state) {
        jobs.get(caller.organization(), id);
        ObjectWriter line = json.writerFor(BulkRow.class).withRootValueSeparator("\n");
        Caller reader = caller;
        Token bearing = token;
        StreamingOutput all = out -> {
            SequenceWriter values = line.writeValues(out);
            List<BulkRow> stretch = stretch(reader, id, 0, state);
            values.writeAll(stretch);
            while (stretch.size() == STRETCH) {
                if (!exclusions.letGoOn(bearing)) {
                    throw new UnauthorizedException();
                }
                stretch = stretch(reader, id, stretch.getLast().number(), state);
                values.writeAll(stretch);
            }
            values.flush();
        };
        return Response.ok(new Piecemeal(exchange, all)).type(NDJSON).build();
    }

    /** Written when the method has long returned, and read as slowly as the client likes: no transaction waits for him. */
    private List<BulkRow> stretch(Caller reader, UUID id, int after, @Nullable BulkRowState state) {
        return database.as(reader, () -> rows.after(id, after, state, STRETCH));
    }

    @GET
    @Reading
    @Path("/undo")
    @Operation(
            operationId = "previewBulkUndo",
            summary = "List what an undoing would take back and leave alone",
            description = "Recorded rows as they would stand after it, as far as it has not come to them yet.")
    public Page<BulkRow> undo(@RestPath @Parameter(description = "The job.") UUID id, @BeanParam Paging paging) {
        jobs.get(caller.organization(), id);
        List<BulkRow> accepted = rows.after(id, after(paging), BulkRowState.ACCEPTED, paging.limit() + 1);
        Map<UUID, Touch> touched = reverse.touched(caller, UndoRows.records(accepted));
        return Page.of(
                accepted.stream()
                        .map(row -> row.undone(touched.get(row.evidence())))
                        .toList(),
                paging.limit(),
                last -> Cursor.of(last.number()));
    }

    /** A number of a row; whatever else a cursor may hold is none. */
    private static int after(Paging paging) {
        long number = paging.cursor().map(cursor -> cursor.number(0)).orElse(0L);
        return (int) Math.clamp(number, 0, Integer.MAX_VALUE);
    }
}
