package org.continuum.rulebook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.http.Cursor;
import org.continuum.http.Limits;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.Problem;
import org.continuum.http.ReceivedBody;
import org.continuum.http.Violation;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.ServiceTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Rule sets over HTTP: everybody may read the law; rule authors check and publish it. */
@Path("/")
@Tag(name = "rule-sets")
@RequestScoped
@RunOnVirtualThread
public class RuleSetResource {
    static final String YAML = "application/yaml";
    static final String DOCUMENT = "The rule set, as YAML.";
    private static final String RULE_SET = "The rule set.";
    private static final String VERSION = "The version.";
    private static final String STATE_AS_OF = "The day as of which the state is told; absent: today.";

    @Inject
    Caller caller;

    @Inject
    Publications publications;

    @Inject
    PublishRuleSet publish;

    @Inject
    WithdrawRuleSet withdraw;

    @Inject
    ReceivedBody received;

    @Inject
    ServiceTime time;

    @POST
    @Path("rule-sets")
    @Consumes(YAML)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "publishRuleSet",
            summary = "Publish a version of a rule set",
            description =
                    "For good. Refused while the document has a mistake or one of its worked cases is red. A rule set may"
                            + " have 200 versions, 200 may be about a license type, and an organization may have 500"
                            + " rule sets.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> publish(
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            @RequestBody(
                            required = true,
                            description = DOCUMENT,
                            content =
                                    @Content(
                                            mediaType = YAML,
                                            schema = @Schema(type = SchemaType.STRING, maxLength = Limits.BODY_BYTES)))
                    byte[] document) {
        Recorded recorded = publish.publish(caller, document, RequestKey.of(key, uri, document));
        return recorded.createdAt(addressOf(publications.published(recorded.id())));
    }

    @POST
    @Path("rule-sets/check")
    @Consumes(YAML)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "checkRuleSet",
            summary = "Check a rule set without publishing it",
            description = "Every mistake with its line, or what its worked cases come to. Nothing is stored.")
    public RuleSetCheck check(
            @RequestBody(
                            required = true,
                            description = DOCUMENT,
                            content =
                                    @Content(
                                            mediaType = YAML,
                                            schema = @Schema(type = SchemaType.STRING, maxLength = Limits.BODY_BYTES)))
                    byte[] document) {
        return RuleSetCheck.of(document, bytes -> publications.read(caller, bytes));
    }

    static String addressOf(RuleSetDocument document) {
        return "/rule-sets/" + document.ruleSet().id() + "/versions/"
                + document.ruleSet().version();
    }

    @GET
    @Reading
    @Path("rule-sets")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listRuleSets", summary = "List the published rule sets")
    public Page<RuleSetView> list(
            @QueryParam("asOf") @Parameter(description = STATE_AS_OF) @Nullable LocalDate asOf,
            @BeanParam Paging paging) {
        Map<String, List<Enactment>> versions = new HashMap<>();
        List<RuleSetView> found = publications
                .list(
                        paging.cursor().map(cursor -> cursor.text(0)).orElse(""),
                        paging.cursor().map(cursor -> cursor.text(1)).orElse(""),
                        paging.limit() + 1)
                .stream()
                .map(each -> view(each, versions.computeIfAbsent(each.id(), publications::of), asOf))
                .toList();
        return Page.of(found, paging.limit(), last -> Cursor.of(last.id(), last.version()));
    }

    @GET
    @Reading
    @Path("rule-sets/{id}/versions/{version}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getRuleSet", summary = "Read about a published version")
    public RuleSetView get(
            @RestPath @Parameter(description = RULE_SET) String id,
            @RestPath @Parameter(description = VERSION) String version,
            @QueryParam("asOf") @Parameter(description = STATE_AS_OF) @Nullable LocalDate asOf) {
        return view(publications.version(id, version).orElseThrow(Problem::notFound), publications.of(id), asOf);
    }

    private RuleSetDocument find(String id, String version) {
        return publications.find(id, version).orElseThrow(Problem::notFound);
    }

    private RuleSetDocument before(RuleSetDocument later) {
        return publications.of(later.ruleSet().id()).stream()
                .filter(each -> Enactment.IN_ORDER.compare(each, later.enactment()) < 0)
                .findFirst()
                .map(publications::read)
                .orElseThrow(() -> Problem.unacceptable(List.of(new Violation(
                        "#query/since", "No version was enacted before this one.", "Name another version."))));
    }

    private RuleSetView view(Enactment version, List<Enactment> versions, @Nullable LocalDate asOf) {
        Outline outline = publications.outline(version);
        LocalDate today = LocalDate.ofInstant(time.now(), outline.zone());
        return outline.as(version, versions, asOf == null ? today : asOf, today);
    }

    @POST
    @Path("rule-sets/{id}/versions/{version}/withdrawal")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "withdrawRuleSet",
            summary = "Withdraw a published version",
            description = "From a day on it is not the law any more; only its publisher can, and for good. What it was"
                    + " before stays, and questions about what was known before find it as it was.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> withdraw(
            @RestPath @Parameter(description = RULE_SET) String id,
            @RestPath @Parameter(description = VERSION) String version,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            WithdrawalRequest asked) {
        return withdraw.withdraw(caller, id, version, asked, RequestKey.of(key, uri, received))
                .createdAt("/rule-sets/" + id + "/versions/" + version);
    }

    @GET
    @Reading
    @Path("rule-sets/{id}/versions/{version}/changes")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "compareRuleSets",
            summary = "Say what a version changes",
            description = "In words, requirement by requirement, with its places in both documents; as JSON, or as"
                    + " plain text with `Accept: text/plain`.")
    @APIResponse(
            responseCode = "200",
            description = "What is different.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = RuleSetChanges.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    public Response changes(
            @RestPath @Parameter(description = RULE_SET) String id,
            @RestPath @Parameter(description = VERSION) String version,
            @QueryParam("since")
                    @Size(min = 1, max = 40)
                    @Parameter(description = "The version to compare with; absent: the one enacted before it.")
                    @Nullable
                    String since,
            @HeaderParam("Accept") @Parameter(hidden = true) @Nullable String accept) {
        RuleSetDocument later = find(id, version);
        RuleSetChanges changes = RuleSetChanges.between(since == null ? before(later) : find(id, since), later);
        return accept != null && accept.startsWith(MediaType.TEXT_PLAIN)
                ? Response.ok(changes.text(), MediaType.TEXT_PLAIN + ";charset=UTF-8")
                        .build()
                : Response.ok(changes, MediaType.APPLICATION_JSON).build();
    }

    @GET
    @Reading
    @Path("rule-sets/{id}/versions/{version}/document")
    @Produces(YAML)
    @Operation(operationId = "getRuleSetDocument", summary = "Read a published version, as it was written")
    @APIResponse(
            responseCode = "200",
            description = "The exact bytes that were published.",
            content =
                    @Content(
                            mediaType = YAML,
                            schema = @Schema(type = SchemaType.STRING, maxLength = Limits.BODY_BYTES)))
    public byte[] document(
            @RestPath @Parameter(description = RULE_SET) String id,
            @RestPath @Parameter(description = VERSION) String version) {
        return find(id, version).bytes();
    }

    @GET
    @Reading
    @Path("license-types")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listLicenseTypes", summary = "List the license types that rule sets are about")
    public LicenseTypes licenseTypes() {
        return new LicenseTypes(publications.licenseTypes());
    }

    /** The license types of all published rule sets. */
    public record LicenseTypes(
            @Schema(description = "In alphabetical order.") List<String> licenseTypes) {
        public LicenseTypes {
            licenseTypes = List.copyOf(licenseTypes);
        }
    }
}
