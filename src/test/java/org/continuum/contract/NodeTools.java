package org.continuum.contract;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tools of {@code openapi/lint}: linters, and what others have written for the far end of our wires. */
public final class NodeTools {
    private static final Path FOLDER = Path.of("openapi", "lint");

    /** One of each kind: a folder that was filled before one was added lacks it. */
    private static final List<String> NEEDED =
            List.of(".bin/spectral", "@asyncapi/parser", "cloudevents", "oidc-provider", "standardwebhooks");

    private NodeTools() {}

    /** Installs them where they are missing. Where they cannot be had a developer may go on; the build server may not. */
    public static void require() throws IOException, InterruptedException {
        if (run("", "npm", "--version").status() != 0) {
            skip("There is no npm on this machine.");
        }
        if (!NEEDED.stream()
                .allMatch(tool -> Files.exists(FOLDER.resolve("node_modules").resolve(tool)))) {
            Result installed = run("", "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
            if (installed.status() != 0) {
                skip("npm could not install the tools of " + FOLDER + ". " + installed.output());
            }
        }
    }

    /** Runs a command in their folder, its errors among its output. */
    public static Result run(String input, String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage())); // no such program
        }
    }

    /** Starts a command in their folder and leaves it to the caller. */
    public static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static void skip(String why) {
        if ("true".equals(System.getenv("CI"))) {
            fail(why);
        }
        abort(why);
    }

    public record Result(int status, String output) {}
}
