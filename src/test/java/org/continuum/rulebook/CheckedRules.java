package org.continuum.rulebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.continuum.launch.Surroundings;

/** How {@code bin/check-rules} ended, and what it said. */
record CheckedRules(int code, String said) {

    /** Calls it as an author does, in an environment without anything of the service but what is given. */
    static CheckedRules of(Map<String, String> environment, Path... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bin/check-rules"));
        for (Path file : files) {
            command.add(file.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Surroundings.leave(builder);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CheckedRules(process.waitFor(), said);
    }
}
