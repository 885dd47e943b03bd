package org.continuum.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.http.ReceivedBody;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Readiness over HTTP: ask, freeze what will be relied on, and ask the same again years later. */
@Path("/people/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "readiness")
@RequestScoped
@RunOnVirtualThread
public class ReadinessResource {
    @Inject
    Caller caller;

    @Inject
    AssessReadiness assess;

    @Inject
    FreezeDetermination freeze;

    @Inject
    Determinations determinations;

    @Inject
    Readers readers;

    @Inject
    ReceivedBody received;

    @Inject
    ObjectMapper json;

    @GET
    @Reading
    @Path("/readiness")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "assessReadiness",
            summary = "Ask whether a person is ready for a license",
            description = "As JSON, or as plain text fit for a letter with `Accept: text/plain`. Nothing is stored.")
    @APIResponse(
            responseCode = "200",
            description = "The answer, with every requirement.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Readiness.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    public Response readiness(
            @RestPath @Parameter(description = "The person.") UUID id,
            @QueryParam("licenseType") @NotNull @Size(min = 1, max = 80) @Parameter(description = "The license type.")
                    String licenseType,
            @QueryParam("layer")
                    @Size(min = 1, max = 80)
                    @Parameter(
                            description =
                                    "A local rule set that adds to the rules; absent: the rules alone, as they are for"
                                            + " everybody.")
                    @Nullable
                    String layer,
            @QueryParam("asOf")
                    @Parameter(description = "Facts that happened later are ignored; absent: today.")
                    @Nullable
                    LocalDate asOf,
            @QueryParam("evidenceKnownAsOf")
                    @Pattern(regexp = AsOf.DAY_OR_INSTANT)
                    @Size(max = 40)
                    @Parameter(
                            description =
                                    "What was recorded later is ignored: a day (its end) or an instant; absent: now.")
                    @Nullable
                    String evidenceKnownAsOf,
            @QueryParam("rulesKnownAsOf")
                    @Parameter(description = "Rules enacted later are ignored; absent: today.")
                    @Nullable
                    LocalDate rulesKnownAsOf,
            @HeaderParam("Accept") @Parameter(hidden = true) @Nullable String accept) {
        Readiness answer = assess.assess(
                caller, id, licenseType, layer, new AsOf(asOf, evidenceKnownAsOf, rulesKnownAsOf, "#query/"));
        return wantsText(accept)
                ? text(Letter.of(answer))
                : Response.ok(answer, MediaType.APPLICATION_JSON).build();
    }

    @POST
    @Path("/readiness")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "assessReadinessForSeveral",
            summary = "Ask about several licenses at once, and what if",
            description = "One answer for each license type, all computed from the same state of the record, as JSON or"
                    + " as plain text. What is supposed counts as if it were recorded, and is marked wherever it"
                    + " appears. Nothing is stored.")
    @APIResponse(
            responseCode = "200",
            description = "The answers, in the order of asking.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ReadinessAnswers.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    @Reading
    public Response readiness(
            @RestPath @Parameter(description = "The person.") UUID id,
            @HeaderParam("Accept") @Parameter(hidden = true) @Nullable String accept,
            AskedReadiness asked) {
        List<Readiness> answers = assess.assess(caller, id, asked);
        return wantsText(accept)
                ? text(Letter.of(answers))
                : Response.ok(new ReadinessAnswers(id, answers), MediaType.APPLICATION_JSON)
                        .build();
    }

    static boolean wantsText(@Nullable String accept) {
        return accept != null && accept.startsWith(MediaType.TEXT_PLAIN);
    }

    static Response text(String text) {
        return Response.ok(text, MediaType.TEXT_PLAIN + ";charset=UTF-8").build();
    }

    @POST
    @Path("/determinations")
    @Operation(
            operationId = "freezeDetermination",
            summary = "Freeze a readiness answer",
            description = "Keeps the exact answer with what it was computed from, for somebody to rely on.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public Response freeze(
            @RestPath @Parameter(description = "The person.") UUID id,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            AskedDetermination asked) {
        Recorded recorded = freeze.freeze(caller, id, asked, RequestKey.of(key, uri, received));
        return Response.created(URI.create("/people/" + id + "/determinations/" + recorded.id()))
                .entity(recorded)
                .build();
    }

    @GET
    @Reading
    @Path("/determinations/{determination}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getDetermination", summary = "Read a frozen answer")
    public DeterminationView determination(
            @RestPath @Parameter(description = "The person.") UUID id,
            @RestPath @Parameter(description = "The determination.") UUID determination) {
        return DeterminationView.of(readers.let(caller, determinations.get(id, determination)));
    }

    @GET
    @Reading
    @Path("/determinations/{determination}/recomputation")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "recomputeDetermination",
            summary = "Ask a frozen answer's question again",
            description = "The same records and rules give the same bytes, years later too; otherwise it names what"
                    + " differs.")
    public Recomputation recompute(
            @RestPath @Parameter(description = "The person.") UUID id,
            @RestPath @Parameter(description = "The determination.") UUID determination)
            throws IOException {
        Determination frozen = readers.let(caller, determinations.get(id, determination));
        JsonNode then = json.readTree(frozen.answer());
        // an answer from before positions were told saw all that was recorded by its time
        long position = then.path("personSeq").asLong(Long.MAX_VALUE);
        byte[] again = freeze.bytes(assess.again(frozen, position));
        String digest = HexFormat.of().formatHex(FreezeDetermination.sha256(again));
        return new Recomputation(
                frozen.id(),
                digest.equals(frozen.digest()),
                frozen.digest(),
                digest,
                Recomputation.differences(then, json.readTree(again)));
    }
}
