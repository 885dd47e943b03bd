package org.continuum.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The two programs that outsiders get, each run once over many documents. */
final class Verifiers {
    private static final Path FOLDER = Path.of("verify");

    private Verifiers() {}

    /** What a program made of one document: whether it holds, and a hash of what it told, or why not. */
    record Answer(boolean holds, String said) {}

    static List<Answer> java(String keys, List<byte[]> documents) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return batch(List.of(java.toString(), FOLDER.resolve("Verify.java").toString(), "--batch", keys), documents);
    }

    static List<Answer> javaScript(String keys, List<byte[]> documents) {
        if (run(List.of("node", "--version"), Path.of("target/node-version")) != 0) {
            if ("true".equals(System.getenv("CI"))) {
                fail("The verifiers were not compared: there is no node on this machine.");
            }
            abort("The verifiers were not compared: there is no node on this machine.");
        }
        return batch(List.of("node", FOLDER.resolve("verify.mjs").toString(), "--batch", keys), documents);
    }

    private static List<Answer> batch(List<String> command, List<byte[]> documents) {
        try {
            Path file = Files.createTempFile(Path.of("target"), "documents", ".bin");
            try (var out = new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(file)))) {
                for (byte[] document : documents) {
                    out.writeInt(document.length);
                    out.write(document);
                }
            }
            Path said = Files.createTempFile(Path.of("target"), "verifier", ".out");
            List<String> full = new ArrayList<>(command);
            full.add(file.toString());
            assertEquals(0, run(full, said), () -> command + " failed; see " + said);
            List<Answer> answers = Files.readAllLines(said).stream()
                    .map(line -> new Answer(line.startsWith("holds "), line.substring(line.indexOf(' ') + 1)))
                    .toList();
            assertEquals(documents.size(), answers.size(), "a program must answer about every document; see " + said);
            Files.delete(file);
            Files.delete(said);
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exit status; 127 where there is no such program. */
    static int run(List<String> command, Path said) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return 127;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
