package org.continuum.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;
import org.jspecify.annotations.Nullable;

/** Which operation of the contract the current request has matched. */
@ApplicationScoped
class Requested {
    private final Contract contract;
    private final Map<RuntimeResource, Optional<Contract.Operation>> known = new ConcurrentHashMap<>();

    Requested(Contract contract) {
        this.contract = contract;
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

    private static String template(@Nullable URITemplate part) {
        String template = part == null ? "" : part.template;
        return template.endsWith("/") ? template.substring(0, template.length() - 1) : template;
    }
}
