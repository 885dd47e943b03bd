package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the guide, as it is called: no service runs, no database is there. */
class CheckRulesTest {
    private static final Path SAMPLE = Documents.SAMPLES.resolve("pa-act48.yaml");
    private static final Path FLOOR = Documents.FORMS.resolve("F47-local-floor.yaml");
    private static final Path LAYER = Documents.FORMS.resolve("F47-local-layer.yaml");

    @TempDir
    Path folder;

    private record Ended(int code, String said) {}

    private static Ended check(Path... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "bin/check-rules"));
        for (Path file : files) {
            command.add(file.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CONTINUUM_CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private Path changed(Path file, String was, String is) throws IOException {
        String text = Documents.text(file);
        assertTrue(text.contains(was), "the replacement hits nothing");
        return Files.writeString(folder.resolve(file.getFileName()), text.replace(was, is));
    }

    @Test
    void aDocumentWhoseCasesComeOutAsTheySayIsFine() throws Exception {
        Ended ended = check(SAMPLE, FLOOR, LAYER);
        assertEquals(0, ended.code(), ended.said());
        assertTrue(
                ended.said().contains("f47-local-layer version 1, 5 requirements, 1 worked case, all as they say"),
                ended.said());
    }

    @Test
    void mistakesAreToldWithTheirLines() throws Exception {
        Ended ended = check(FLOOR, changed(LAYER, "value: 42", "value: 12"));
        assertEquals(1, ended.code(), ended.said());
        assertTrue(ended.said().contains("F47-local-layer.yaml: 1 mistake\n"), ended.said());
        assertTrue(ended.said().contains("  /given/cut/value Line 11: 12 loosens the floor's 37"), ended.said());
    }

    @Test
    void aCaseThatDoesNotComeOutIsToldWithTheDifference() throws Exception {
        Ended ended = check(changed(SAMPLE, "outcome: not_ready", "outcome: ready"));
        assertEquals(1, ended.code(), ended.said());
        assertTrue(ended.said().contains("4 worked cases, 2 not as they say"), ended.said());
        assertTrue(ended.said().contains("outcome is not_ready, not ready"), ended.said());
    }

    @Test
    void whatCannotBeCheckedIsSaid() throws Exception {
        assertEquals(new Ended(2, "usage: bin/check-rules FILE…\n"), check());
        Path missing = folder.resolve("missing.yaml");
        assertEquals(new Ended(2, missing + ": no such file\n"), check(missing));
        assertEquals(1, check(LAYER).code(), "its floor is not among the files");
    }
}
