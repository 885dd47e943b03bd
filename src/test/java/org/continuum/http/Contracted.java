package org.continuum.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Bodies read as the service reads them, by the committed contract and without the service around it. */
public final class Contracted {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module(), new ParameterNamesModule())
            .build();

    private static final Contract CONTRACT = new Contract(new OpenApiDocumentService() {
        @Override
        public byte[] getDocument(String name, Format format) {
            try {
                return JSON.writeValueAsBytes(new ObjectMapper(new YAMLFactory())
                        .readTree(Path.of("openapi", "continuum.yaml").toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    });

    public static final StrictReading READING = new StrictReading(JSON, CONTRACT);

    private Contracted() {}

    /**
     * @param schema what the contract calls it
     * @throws Problem with everything that is wrong
     */
    public static <T> T read(Class<T> type, String schema, byte[] bytes) {
        return type.cast(READING.read(type, CONTRACT.shape(schema), bytes));
    }
}
