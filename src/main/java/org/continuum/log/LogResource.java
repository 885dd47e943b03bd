package org.continuum.log;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.continuum.http.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The log for everybody, in the formats of C2SP's tlog-tiles. It holds hashes and moments, nothing about anybody, so it
 * asks nobody who he is: a log that only its friends may watch is not watched.
 */
@Path("/log")
@Tag(name = "log", description = "The tamper-evident log, as C2SP's tlog-tiles serves it.")
@RequestScoped
@RunOnVirtualThread
public class LogResource {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";

    @Inject
    Log log;

    @Inject
    LogKeys keys;

    @Inject
    Database database;

    @Inject
    RoutingContext exchange;

    @GET
    @Path("/checkpoint")
    @Produces(TEXT)
    @Operation(
            operationId = "getCheckpoint",
            summary = "Read the latest signed checkpoint",
            description = "A signed note (C2SP tlog-checkpoint) over the size and root of the whole log.")
    @APIResponse(
            responseCode = "200",
            description = "The checkpoint.",
            content = @Content(mediaType = TEXT, schema = @Schema(type = SchemaType.STRING, maxLength = 2000)))
    public Response checkpoint() {
        return Response.ok(
                        database.as(ServiceIdentity.PUBLIC, log::checkpoint)
                                .orElseThrow(Problem::notFound)
                                .note(),
                        TEXT)
                .build();
    }

    @GET
    @Path("/keys")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listLogKeys",
            summary = "List the public keys of the log",
            description =
                    "All under which it has ever signed, the latest last. Whom to trust is not for this list to say:"
                            + " compare it with what the operator has published elsewhere.")
    public List<PublishedKey> keys() {
        return database.as(ServiceIdentity.PUBLIC, keys::list);
    }

    @GET
    @Path("/tile/{level}/{number:.+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "getTile",
            summary = "Read a tile of the log",
            description =
                    "Hashes of the tree, or with the level `entries` the entries themselves, each behind its length in"
                            + " two bytes. A number is written in groups of three digits, `x001/x234/067`; a tile that is not whole"
                            + " yet is asked for with its width, `x001/x234/067.p/17`.")
    @APIResponse(
            responseCode = "200",
            description = "The tile.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 32_768)))
    public Response tile(
            @RestPath
                    @Parameter(
                            description = "The level of tiles, or `entries`.",
                            schema = @Schema(type = SchemaType.STRING, maxLength = 7))
                    String level,
            @RestPath
                    @Parameter(
                            description = "The number of the tile, perhaps with its width; it has slashes in it.",
                            schema = @Schema(type = SchemaType.STRING, maxLength = 40))
                    String number) {
        TileAddress asked = TileAddress.of(level, number).orElseThrow(Problem::notFound);
        byte[] found = database.as(ServiceIdentity.PUBLIC, () -> read(asked));
        if (found.length == 0) {
            throw Problem.notFound();
        }
        // In place of what stands there for all other answers; a header of the Response would come beside it.
        exchange.response().putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
        return Response.ok(found, MediaType.APPLICATION_OCTET_STREAM).build();
    }

    /** Empty unless all that was asked for is there. What has been signed does not change, at whatever width. */
    private byte[] read(TileAddress asked) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (asked.level() == TileAddress.ENTRIES) {
                long from = asked.number() * TileAddress.WIDTH;
                List<byte[]> entries = Log.entries(connection, from, from + asked.width());
                return entries.size() == asked.width() ? bundle(entries) : new byte[0];
            }
            byte[] tile = new Tiles(connection).tile(asked.level(), asked.number());
            int length = asked.width() * Merkle.HASH;
            return tile.length >= length ? Arrays.copyOf(tile, length) : new byte[0];
        }
    }

    private static byte[] bundle(List<byte[]> entries) {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            bundle.write(entry.length >> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
        }
        return bundle.toByteArray();
    }
}
