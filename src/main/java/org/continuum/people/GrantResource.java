package org.continuum.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.access.Relations;
import org.continuum.http.Problem;
import org.continuum.http.ReceivedBody;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who may learn of a person, over HTTP; the person's own consents. */
@Path("/people/{id}")
@Tag(name = "people")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class GrantResource {
    @Inject
    Caller caller;

    @Inject
    Relations relations;

    @Inject
    Grants grants;

    @Inject
    GiveConsent give;

    @Inject
    RevokeConsent revoke;

    @Inject
    RevokeRelation end;

    @Inject
    ReceivedBody received;

    @GET
    @Path("/grants")
    @Reading
    @Operation(
            operationId = "listGrants",
            summary = "List who may learn of a person, and on what ground",
            description =
                    "The person sees all; an organization sees its own and those that it gave rise to, and a licensing "
                            + "authority those of the organizations of its jurisdiction.")
    public GrantList list(@RestPath @Parameter(description = "The person.") UUID id) {
        boolean related = !relations.of(caller, Set.of(id)).isEmpty();
        List<Grant> found = Stream.concat(
                        grants.of(id).stream()
                                .filter(grant -> caller.isPerson()
                                        || caller.organization().equals(grant.organization())
                                        || related && grant.jurisdiction() != null),
                        caller.isPerson() ? Stream.empty() : grants.othersToEnd(caller, id).stream())
                .sorted(Comparator.comparing(Grant::validFrom).thenComparing(Grant::id))
                .toList();
        if (found.isEmpty()) {
            throw Problem.notFound();
        }
        return new GrantList(found);
    }

    @POST
    @Path("/consents")
    @Operation(operationId = "giveConsent", summary = "Let an organization see something of one's own record")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> give(
            @RestPath @Parameter(description = "The person.") UUID id,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            ConsentDetails details) {
        Recorded recorded = give.give(caller, id, details, RequestKey.of(key, uri, received));
        return recorded.createdAt("/people/" + id + "/grants");
    }

    @POST
    @Path("/consents/{consent}/revocation")
    @Operation(
            operationId = "revokeConsent",
            summary = "Take a consent back",
            description = "From now on it opens nothing. What was seen before stays seen.")
    public Grant revoke(
            @RestPath @Parameter(description = "The person.") UUID id,
            @RestPath @Parameter(description = "The consent.") UUID consent) {
        return revoke.revoke(caller, id, consent);
    }

    @POST
    @Path("/grants/{grant}/revocation")
    @Operation(
            operationId = "revokeRelation",
            summary = "End a relation that should not have been",
            description =
                    "The provider or the employer whose relation it is, or a licensing authority that it has brought along. With its "
                            + "last relation the organization becomes a stranger to the person; only where it gives that up itself and began "
                            + "her record, it stays the registrar. So do the authorities of its jurisdiction become strangers, if they "
                            + "have no other ground and have recorded nothing of her themselves. What was recorded stays.")
    public Grant end(
            @RestPath @Parameter(description = "The person.") UUID id,
            @RestPath @Parameter(description = "The grant.") UUID grant,
            RevocationDetails details) {
        return end.revoke(caller, id, grant, details);
    }

    /** All grants at once: there are a few of a person. */
    public record GrantList(
            @Schema(description = "In the order in which they were given.", maxItems = 1000)
            List<Grant> items) {
        public GrantList {
            items = List.copyOf(items);
        }
    }
}
