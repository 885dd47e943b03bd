package org.continuum.framework;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What was understood of a framework when it was imported, read anew from the bytes: for whoever checks the database.
 *
 * @param version as the framework's row has it
 * @param items what CASE calls each competency, by its code
 */
public record ImportedFramework(String version, List<Competency> competencies, Map<String, UUID> items) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public ImportedFramework {
        competencies = List.copyOf(competencies);
        items = Map.copyOf(items);
    }

    /** @throws IOException for bytes that are no package, and so were never imported */
    public static ImportedFramework of(byte[] body) throws IOException {
        String text = Normalizer.normalize(new String(body, StandardCharsets.UTF_8), Normalizer.Form.NFC);
        CasePackage source = JSON.readValue(text, CasePackage.class);
        Reading reading = new Reading(source);
        List<Competency> competencies = reading.competencies();
        return new ImportedFramework(
                source.document().versionName(),
                competencies,
                competencies.stream().collect(Collectors.toMap(Competency::code, reading::item)));
    }
}
