package org.continuum.people;

import java.time.Instant;
import java.util.UUID;

/** That one record has taken in another, as it is kept and committed to. */
record Merge(UUID id, UUID survivor, UUID absorbed, String reason, Decider decidedBy, Instant mergedAt) {}
