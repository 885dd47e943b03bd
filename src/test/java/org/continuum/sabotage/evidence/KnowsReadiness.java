package org.continuum.sabotage.evidence;

import org.continuum.sabotage.readiness.Ready;

class KnowsReadiness {
    Ready ready = new Ready();
}
