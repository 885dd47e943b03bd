package org.continuum.launch;

import java.util.Set;

/** What the programs that a test starts must not take over from the process of the tests. */
public final class Surroundings {
    /** A Java that is given options so says it, on its first line. */
    private static final Set<String> OF_JAVA = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private Surroundings() {}

    /** Takes the settings of the tests' own service and JVM away. */
    public static void leave(ProcessBuilder program) {
        program.environment()
                .keySet()
                .removeIf(
                        name -> name.startsWith("CONTINUUM_") || name.startsWith("QUARKUS_") || OF_JAVA.contains(name));
    }
}
