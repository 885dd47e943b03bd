package org.continuum.sabotage.rules;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

class ReadsTheClock {
    Path file = Path.of("rules.yaml");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    UUID id = UUID.randomUUID();
}
