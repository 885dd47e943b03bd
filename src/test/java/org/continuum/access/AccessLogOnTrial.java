package org.continuum.access;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.http.Exchange;
import org.continuum.http.Requested;

/** The access log of the service, which can be told to write nothing: to measure what it costs, and to miss it. */
@Alternative
@Priority(1)
@Singleton
@IfBuildProfile("test")
public class AccessLogOnTrial extends AccessLog {
    private volatile boolean writing = true;

    AccessLogOnTrial(
            Database database,
            PolicyInForce inForce,
            Relations relations,
            Parts parts,
            Requested requested,
            ReadFigures figures,
            Rates rates) {
        super(database, inForce, relations, parts, requested, figures, rates);
    }

    public void writing(boolean whether) {
        writing = whether;
    }

    @Override
    void write(Caller caller, Policy.Line line, Exchange answered, Map<UUID, Set<Relation>> read) {
        if (writing) {
            super.write(caller, line, answered, read);
        }
    }
}
