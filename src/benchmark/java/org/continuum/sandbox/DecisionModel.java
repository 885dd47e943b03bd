package org.continuum.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNDecisionResult;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/** A DMN model, compiled once. */
final class DecisionModel {
    /** Held, so that its level stays: each evaluation traces every step where it may, at three times the cost. */
    private static final Logger KIE = Logger.getLogger("org.kie");

    static {
        KIE.setLevel(Level.WARNING);
    }

    private final DMNRuntime runtime;
    private final DMNModel model;

    DecisionModel(String name) {
        Resource resource = ResourceFactory.newClassPathResource(name, DecisionModel.class);
        runtime = DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(List.of(resource))
                .getOrElseThrow(IllegalStateException::new);
        model = runtime.getModels().getFirst();
        if (!model.getMessages().isEmpty()) {
            throw new IllegalStateException(model.getMessages().toString());
        }
    }

    /** All decisions; a message, even a mere warning, would cost it time that the decisions do not. */
    DMNResult decide(Map<String, Object> person) {
        DMNContext context = runtime.newContext();
        person.forEach(context::set);
        DMNResult result = runtime.evaluateAll(model, context);
        if (!result.getMessages().isEmpty()) {
            throw new IllegalStateException(result.getMessages().toString());
        }
        return result;
    }

    static Map<String, String> told(DMNResult result) {
        Map<String, String> decisions = new HashMap<>();
        for (DMNDecisionResult each : result.getDecisionResults()) {
            decisions.put(each.getDecisionName(), String.valueOf(each.getResult()));
        }
        return decisions;
    }
}
