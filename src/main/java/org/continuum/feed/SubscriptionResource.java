package org.continuum.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
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
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.ReceivedBody;
import org.continuum.http.Version;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Webhooks over HTTP: each organization keeps its own subscriptions. */
@Path("/subscriptions")
@Tag(name = "subscriptions", description = "Webhooks: events delivered to you, signed as Standard Webhooks say.")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RunOnVirtualThread
public class SubscriptionResource {
    @Inject
    Caller caller;

    @Inject
    Subscriptions subscriptions;

    @Inject
    SubscriptionSecrets secrets;

    @Inject
    Deliveries deliveries;

    @Inject
    Subscribe subscribe;

    @Inject
    ChangeSubscription change;

    @Inject
    RemoveSubscription remove;

    @Inject
    AddSecret addSecret;

    @Inject
    RemoveSecret removeSecret;

    @Inject
    ReplayEvents replay;

    @Inject
    ReceivedBody received;

    @POST
    @Operation(
            operationId = "subscribe",
            summary = "Make a subscription",
            description = "Delivers what happens from now on, once a secret has been made.")
    @APIResponseSchema(value = Recorded.class, responseCode = "201")
    public RestResponse<Recorded> subscribe(
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            SubscriptionDetails details) {
        Recorded recorded = subscribe.subscribe(caller, details, RequestKey.of(key, uri, received));
        return recorded.createdAt("/subscriptions/" + recorded.id());
    }

    @GET
    @Reading
    @Operation(operationId = "listSubscriptions", summary = "List your organization's subscriptions")
    public Page<SubscriptionView> list(@BeanParam Paging paging) {
        UUID after = paging.cursor().map(cursor -> cursor.id(0)).orElse(new UUID(0, 0));
        List<SubscriptionView> found = subscriptions.list(caller, after, paging.limit() + 1).stream()
                .map(this::view)
                .toList();
        return Page.of(found, paging.limit(), subscription -> Cursor.of(subscription.id()));
    }

    @GET
    @Reading
    @Path("/{id}")
    @Operation(operationId = "getSubscription", summary = "Read a subscription")
    public RestResponse<SubscriptionView> get(@RestPath @Parameter(description = "The subscription.") UUID id) {
        return answer(subscriptions.get(caller, id));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            operationId = "changeSubscription",
            summary = "Change, pause or resume a subscription",
            description = "Goes on where it stopped, at once.")
    public RestResponse<SubscriptionView> change(
            @RestPath @Parameter(description = "The subscription.") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = "The ETag of your last read.") @Nullable
                    String ifMatch,
            SubscriptionDetails details) {
        return answer(change.change(caller, id, ifMatch, details));
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "removeSubscription", summary = "Remove a subscription")
    @APIResponse(responseCode = "204", description = "It is removed.")
    public void remove(
            @RestPath @Parameter(description = "The subscription.") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = "The ETag of your last read.") @Nullable
                    String ifMatch) {
        remove.remove(caller, id, ifMatch);
    }

    @POST
    @Path("/{id}/secrets")
    @Operation(
            operationId = "addSecret",
            summary = "Make a secret",
            description = "The first one lets the delivery begin. A second one beside it begins a rotation: deliveries"
                    + " carry a signature of each until you remove one. The secret is told in this answer only.")
    @APIResponseSchema(value = NewSecret.class, responseCode = "201")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public RestResponse<NewSecret> addSecret(@RestPath @Parameter(description = "The subscription.") UUID id) {
        return RestResponse.status(RestResponse.Status.CREATED, addSecret.add(caller, id));
    }

    @DELETE
    @Path("/{id}/secrets/{key}")
    @Operation(operationId = "removeSecret", summary = "Remove a secret")
    @APIResponse(responseCode = "204", description = "It is removed, and signs nothing any more.")
    public void removeSecret(
            @RestPath @Parameter(description = "The subscription.") UUID id,
            @RestPath @Parameter(description = "The secret's id.") UUID key) {
        removeSecret.remove(caller, id, key);
    }

    @GET
    @Reading
    @Path("/{id}/progress")
    @Operation(operationId = "getProgress", summary = "Read how far the delivery has come")
    public Progress progress(@RestPath @Parameter(description = "The subscription.") UUID id) {
        return deliveries.progress(subscriptions.get(caller, id).id);
    }

    @GET
    @Reading
    @Path("/{id}/deliveries")
    @Operation(
            operationId = "listDeliveries",
            summary = "List what came of deliveries",
            description = "The newest first. What was delivered is forgotten after 30 days, what was given up stays.")
    public Page<DeliveryView> deliveries(
            @RestPath @Parameter(description = "The subscription.") UUID id,
            @QueryParam("state")
                    @Parameter(description = "Only those in a state; dead: those that were given up.")
                    @Nullable
                    DeliveryState state,
            @BeanParam Paging paging) {
        long before = paging.cursor().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        UUID subscription = subscriptions.get(caller, id).id;
        List<DeliveryView> found = deliveries.list(subscription, state, before, paging.limit() + 1);
        return Page.of(found, paging.limit(), delivery -> Cursor.of(delivery.position()));
    }

    @POST
    @Path("/{id}/replay")
    @Operation(
            operationId = "replayEvents",
            summary = "Deliver again from any position",
            description = "All that follows the position is delivered in its order, under the same ids as before.")
    @APIResponseSchema(value = Recorded.class, responseCode = "202")
    public RestResponse<Recorded> replay(
            @RestPath @Parameter(description = "The subscription.") UUID id,
            @HeaderParam(RequestKey.HEADER) @Parameter(description = RequestKey.DESCRIPTION) @Nullable String key,
            @Context UriInfo uri,
            ReplayRequest request) {
        return RestResponse.status(
                RestResponse.Status.ACCEPTED, replay.replay(caller, id, request, RequestKey.of(key, uri, received)));
    }

    private RestResponse<SubscriptionView> answer(Subscription subscription) {
        return RestResponse.ResponseBuilder.ok(view(subscription))
                .tag(Version.tag(subscription.version))
                .build();
    }

    private SubscriptionView view(Subscription subscription) {
        return SubscriptionView.of(subscription, secrets.list(subscription.id));
    }
}
