package org.continuum.people;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** That somebody has looked at two who are alike and found two persons, as it is kept and committed to. */
record Dismissal(UUID id, List<UUID> persons, String reason, Decider decidedBy, Instant dismissedAt) {}
