package org.continuum.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs as the operating system lets us: PostgreSQL refuses to run as root, so root enters a user
 * namespace where it is nobody.
 *
 * @param folder where the programs run and leave what they said
 */
record PostgresPrograms(PostgresBinaries binaries, Path folder) {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    /** How long one program may take; starting after a crash on a slow disk is the longest. */
    static final int PATIENCE_SECONDS = 120;

    /**
     * Runs a program to its end and returns what it said. Output goes to a file: a pipe would stay open in the server
     * that outlives {@code pg_ctl}, and reading it would never end.
     */
    String run(String program, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        if (ROOT) {
            command.addAll(List.of("unshare", "-U", "--"));
        }
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        Path output = folder.resolve(program + ".log");
        Process process = start(command, output);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end in time; see " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", e);
        }
        String said = Files.readString(output).strip();
        if (process.exitValue() == 0) {
            return said;
        }
        if (ROOT && said.contains("unshare")) {
            throw noNamespace(said);
        }
        throw new IOException(program + " said: " + said);
    }

    private Process start(List<String> command, Path output) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // What a developer has set for another PostgreSQL must not reach this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start();
        } catch (IOException e) {
            if (ROOT) {
                throw noNamespace(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static Refused noNamespace(String said) {
        return new Refused("PostgreSQL does not run as root, and root gets no user namespace here (" + said
                + "); run as an ordinary user, or set CONTINUUM_DATABASE_URL to a PostgreSQL of your own.");
    }
}
