package org.continuum.rulebook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is public knows no caller, so that a bad token beside the request is not looked at. */
@Path("/schemas/rule-set.json")
@Tag(name = "rule-sets")
@RunOnVirtualThread
public class RuleSetSchemaResource {
    @GET
    @Produces("application/schema+json")
    @Operation(operationId = "getRuleSetSchema", summary = "The JSON Schema of rule-set documents, for editors")
    @APIResponse(
            responseCode = "200",
            description = "JSON Schema, draft 2020-12.",
            content = @Content(mediaType = "application/schema+json", schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] schema() throws IOException {
        try (InputStream schema = RuleSetSchemaResource.class.getResourceAsStream("rule-set.schema.json")) {
            return Objects.requireNonNull(schema, "the schema is packaged").readAllBytes();
        }
    }
}
