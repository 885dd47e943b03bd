package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the guide, as it is called: no service runs, no database is there. */
class CheckRulesTest {
    private static final Path SAMPLE = Documents.SAMPLES.resolve("pa-act48.yaml");
    private static final Path FLOOR = Documents.FORMS.resolve("F47-local-floor.yaml");
    private static final Path LAYER = Documents.FORMS.resolve("F47-local-layer.yaml");

    @TempDir
    Path folder;

    private static CheckedRules check(Path... files) throws IOException, InterruptedException {
        return CheckedRules.of(Map.of("CONTINUUM_CLASSPATH", System.getProperty("java.class.path")), files);
    }

    private Path changed(Path file, String was, String is) throws IOException {
        String text = Documents.text(file);
        assertTrue(text.contains(was), "the replacement hits nothing");
        return Files.writeString(folder.resolve(file.getFileName()), text.replace(was, is));
    }

    @Test
    void aDocumentWhoseCasesComeOutAsTheySayIsFine() throws Exception {
        CheckedRules ended = check(SAMPLE, FLOOR, LAYER);
        assertEquals(0, ended.code(), ended.said());
        assertTrue(
                ended.said().contains("f47-local-layer version 1, 5 requirements, 1 worked case, all as they say"),
                ended.said());
    }

    @Test
    void mistakesAreToldWithTheirLines() throws Exception {
        CheckedRules ended = check(FLOOR, changed(LAYER, "value: 42", "value: 12"));
        assertEquals(1, ended.code(), ended.said());
        assertTrue(ended.said().contains("F47-local-layer.yaml: 1 mistake\n"), ended.said());
        assertTrue(ended.said().contains("  /given/cut/value Line 11: 12 loosens the floor's 37"), ended.said());
    }

    @Test
    void aCaseThatDoesNotComeOutIsToldWithTheDifference() throws Exception {
        CheckedRules ended = check(changed(SAMPLE, "outcome: not_ready", "outcome: ready"));
        assertEquals(1, ended.code(), ended.said());
        assertTrue(ended.said().contains("4 worked cases, 2 not as they say"), ended.said());
        assertTrue(ended.said().contains("outcome is not_ready, not ready"), ended.said());
    }

    @Test
    void whatCannotBeCheckedIsSaid() throws Exception {
        assertEquals(new CheckedRules(2, "usage: bin/check-rules FILE…\n"), check());
        Path missing = folder.resolve("missing.yaml");
        assertEquals(new CheckedRules(2, missing + ": no such file\n"), check(missing));
        assertEquals(1, check(LAYER).code(), "its floor is not among the files");
    }

    @Test
    void layersOnEachOtherAreRefusedAtThePlaceThatSaysSo() throws Exception {
        String layer = Documents.text(LAYER);
        Path one = Files.writeString(folder.resolve("one.yaml"), layer.replace("f47-local-floor", "other"));
        Path other = Files.writeString(
                folder.resolve("other.yaml"),
                layer.replace("id: f47-local-layer", "id: other").replace("f47-local-floor", "f47-local-layer"));
        CheckedRules ended = check(one, other);
        assertEquals(1, ended.code(), ended.said());
        assertEquals(
                2,
                ended.said()
                        .lines()
                        .filter(line -> line.matches("  /extends Line 7: No version of .* is published.*"))
                        .count(),
                ended.said());
    }
}
