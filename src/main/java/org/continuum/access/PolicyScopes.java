package org.continuum.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import org.continuum.http.CommonAnswers;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/** Tells in the contract of each operation which roles the policy lets in; before {@link CommonAnswers}, which needs it. */
@OpenApiFilter(value = OpenApiFilter.RunStage.RUNTIME_STARTUP, priority = 2)
public class PolicyScopes implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI contract) {
        Policy policy = CDI.current().select(PolicyInForce.class).get().policy();
        contract.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().forEach(operation -> secure(operation, policy)));
    }

    private static void secure(Operation operation, Policy policy) {
        List<String> roles = policy.of(operation.getOperationId()).stream()
                .map(Policy.Line::role)
                .toList();
        if (roles.contains(Role.PUBLIC)) {
            operation.setSecurity(List.of());
        } else {
            operation.setSecurity(List.of(OASFactory.createSecurityRequirement()
                    .addScheme(CommonAnswers.TOKEN, roles.contains(Role.ANY) ? List.of() : roles)));
        }
    }
}
