package org.continuum.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;
import org.jspecify.annotations.Nullable;

/** Which operation of the contract the current request has matched. */
@ApplicationScoped
public class Requested {
    private static final Pattern PATTERN = Pattern.compile("\\{\\s*(\\w+)\\s*:[^}]*}");

    private final Contract contract;
    private final Map<RuntimeResource, Optional<Contract.Operation>> known = new ConcurrentHashMap<>();

    Requested(Contract contract) {
        this.contract = contract;
    }

    /** Its operation id; empty for what the contract leaves out. */
    public String operationId() {
        Contract.@Nullable Operation operation = operation();
        return operation == null ? "" : operation.id();
    }

    /** Its path with the names of the parameters in it; empty for what the contract leaves out. */
    private String path() {
        Contract.@Nullable Operation operation = operation();
        return operation == null ? "" : operation.path();
    }

    /** The id behind the collection with which the path begins; that it is one has been checked. Empty where it has none. */
    public Optional<UUID> idIn(String collection) {
        String begin = "/" + collection + "/{";
        String path = path();
        if (!path.startsWith(begin)) {
            return Optional.empty();
        }
        String name = path.substring(begin.length(), path.indexOf('}'));
        return Optional.of(UUID.fromString(
                CurrentRequestManager.get().getUriInfo().getPathParameters().getFirst(name)));
    }

    public Exchange exchange() {
        return new Exchange(
                operationId(), CorrelationId.of(CurrentRequestManager.get().unwrap(RoutingContext.class)));
    }

    Contract.@Nullable Operation operation() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        RuntimeResource matched = request == null ? null : request.getTarget();
        return matched == null
                ? null
                : known.computeIfAbsent(matched, this::find).orElse(null);
    }

    private Optional<Contract.Operation> find(RuntimeResource matched) {
        String path = template(matched.getClassPath()) + template(matched.getPath());
        return Optional.ofNullable(contract.operation(matched.getHttpMethod(), path.isEmpty() ? "/" : path));
    }

    /** Without what a parameter has to look like, which the contract tells elsewhere. */
    private static String template(@Nullable URITemplate part) {
        String template = part == null ? "" : PATTERN.matcher(part.template).replaceAll("{$1}");
        return template.endsWith("/") ? template.substring(0, template.length() - 1) : template;
    }
}
