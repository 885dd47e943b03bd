package org.continuum.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Adds to every operation what the service does around all of them: version, correlation id, problems, the token. */
@OpenApiFilter(OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class CommonAnswers implements OASFilter {
    /** The name of the security scheme. */
    public static final String TOKEN = "token";

    private static final String ELSEWHERE = "Elsewhere";

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        if (contract.getComponents() == null) {
            contract.setComponents(OASFactory.createComponents());
        }
        shared(contract.getComponents());
        contract.setServers(List.of(OASFactory.createServer()
                .url("/")
                .description("The server, production, staging or local, that this document was read from.")
                .extensions(Map.of("x-internal", false))));
        if (contract.getPaths() == null || contract.getPaths().getPathItems() == null) {
            return;
        }
        contract.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, item, method, operation)));
    }

    private static void shared(Components components) {
        components.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description(
                                "An RFC 9068 access token for the audience `continuum`, verified as RFC8725 advises."
                                        + " Its bearer acts for an `organization`, or is a `person` who asks about her own record."
                                        + " The names listed with an operation are the roles of which one is needed; none listed: any."));
        components.addHeader(
                CorrelationId.HEADER,
                header("Names this exchange in the service's logs: the client's own if it was sane.")
                        .schema(text(64).pattern("^[A-Za-z0-9._-]{1,64}$")));
        components.addHeader(
                ApiVersion.HEADER,
                header("The version of the contract that was served.").schema(version()));
        components.addParameter(
                ApiVersion.HEADER,
                OASFactory.createParameter()
                        .in(Parameter.In.HEADER)
                        .name(ApiVersion.HEADER)
                        .description("The version of the contract that the client was written for;"
                                + " absent: the oldest that is still supported.")
                        .schema(version()));
        Map<Integer, List<ProblemType>> byStatus = Arrays.stream(ProblemType.values())
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
        components.addResponse(ELSEWHERE, elsewhere());
        byStatus.forEach((status, types) -> components.addResponse("Problem" + status, problem(types)));
    }

    /** Of a record that is part of another by now. */
    private static APIResponse elsewhere() {
        APIResponse response = OASFactory.createAPIResponse()
                .description("The record was merged: ask the same there, with the same method and body.");
        commonHeaders(response);
        response.addHeader(
                "Location",
                header("The same path and query at the record that stands for both.")
                        .schema(text(2000).format("uri-reference")));
        return response;
    }

    private static APIResponse problem(List<ProblemType> types) {
        String description = types.stream()
                .map(type -> type.title() + " (`/problems/" + type.slug() + "`).")
                .collect(Collectors.joining(" "));
        APIResponse response = OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                ProblemBody.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))));
        commonHeaders(response);
        if (types.contains(ProblemType.UNAUTHENTICATED)) {
            response.addHeader(
                    "WWW-Authenticate", header("How to authenticate.").schema(text(200)));
        }
        if (types.stream().anyMatch(type -> type.retryAfter().isPresent())) {
            response.addHeader(
                    "Retry-After",
                    header("After how many seconds to try again.").schema(text(10)));
        }
        return response;
    }

    private static void complete(String path, PathItem item, HttpMethod method, Operation operation) {
        APIResponses responses = operation.getResponses();
        if (responses == null) {
            responses = OASFactory.createAPIResponses();
            operation.setResponses(responses);
        }
        responses.getAPIResponses().values().stream()
                .filter(response -> response.getRef() == null)
                .forEach(CommonAnswers::commonHeaders);
        operation.addParameter(OASFactory.createParameter().ref(ApiVersion.HEADER));
        boolean secured = !operation.getSecurity().isEmpty();
        boolean body = operation.getRequestBody() != null;
        boolean conditional = parameter(item, operation, "If-Match");
        APIResponses all = responses;
        IntFunction<Runnable> add = status -> () -> {
            String code = Integer.toString(status);
            APIResponse said = all.getAPIResponse(code);
            if (said == null) {
                all.addAPIResponse(code, OASFactory.createAPIResponse().ref("Problem" + status));
            }
        };
        add.apply(400).run();
        add.apply(406).run();
        add.apply(500).run();
        add.apply(503).run();
        when(secured, add, 401, 403, 429);
        when(path.contains("{"), add, 404);
        when(path.startsWith("/people/{") || path.equals("/evidence"), add, 410);
        if (path.startsWith("/people/{") && !"getProofBundle".equals(operation.getOperationId())) {
            responses.addAPIResponse("308", OASFactory.createAPIResponse().ref(ELSEWHERE));
        }
        when(body, add, 413, 415);
        when(method != HttpMethod.GET, add, 409);
        when(method != HttpMethod.GET || asks(operation), add, 422);
        when(conditional, add, 412, 428);
    }

    private static void when(boolean condition, IntFunction<Runnable> add, int... statuses) {
        if (condition) {
            Arrays.stream(statuses).mapToObj(add).forEach(Runnable::run);
        }
    }

    /** A question in the query may be well-formed and still have no answer. */
    private static boolean asks(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(one -> one.getIn() == Parameter.In.QUERY);
    }

    private static boolean parameter(PathItem item, Operation operation, String name) {
        return (operation.getParameters() != null
                        && operation.getParameters().stream().anyMatch(one -> name.equals(one.getName())))
                || (item.getParameters() != null
                        && item.getParameters().stream().anyMatch(one -> name.equals(one.getName())));
    }

    private static void commonHeaders(APIResponse response) {
        response.addHeader(CorrelationId.HEADER, OASFactory.createHeader().ref(CorrelationId.HEADER));
        response.addHeader(ApiVersion.HEADER, OASFactory.createHeader().ref(ApiVersion.HEADER));
    }

    private static Header header(String description) {
        return OASFactory.createHeader().description(description);
    }

    private static Schema text(int maxLength) {
        return OASFactory.createSchema().addType(SchemaType.STRING).maxLength(maxLength);
    }

    private static Schema version() {
        return OASFactory.createSchema().addType(SchemaType.STRING).enumeration(List.copyOf(ApiVersion.SUPPORTED));
    }
}
