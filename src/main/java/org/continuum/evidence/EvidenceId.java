package org.continuum.evidence;

import java.util.UUID;

/** How a record is named: with its person, so that nothing is looked up by an id alone. */
public record EvidenceId(UUID person, UUID id) {}
