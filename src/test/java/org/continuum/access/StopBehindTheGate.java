package org.continuum.access;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Ends a request that says so right behind the gate, so that every operation can be tried and nothing is done. */
@Provider
@IfBuildProfile("test")
@Priority(Priorities.USER + 2)
public class StopBehindTheGate implements ContainerRequestFilter {
    static final String HEADER = "Trial-Stop";
    static final int PASSED = 299;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getHeaderString(HEADER) != null) {
            request.abortWith(Response.status(PASSED).build());
        }
    }
}
