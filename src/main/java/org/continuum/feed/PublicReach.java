package org.continuum.feed;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The public internet, on the ports that the operator allows; the only reach that a production build knows. */
@Dependent
class PublicReach {
    @Produces
    @Singleton
    @DefaultBean
    Reach reach(@ConfigProperty(name = "continuum.webhooks.ports", defaultValue = "443,8443") Set<Integer> ports) {
        return new Reach(ports, false);
    }
}
