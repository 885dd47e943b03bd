package org.continuum.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.function.LongSupplier;

/** Every document in YAML comes in here: bounded in bytes and time as JSON is. What it says is for the feature to read. */
@Provider
@Consumes("application/yaml")
public class YamlReader implements MessageBodyReader<byte[]> {
    private final LongSupplier nanos;

    @Inject
    YamlReader() {
        this(System::nanoTime);
    }

    YamlReader(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == byte[].class;
    }

    @Override
    public byte[] readFrom(
            Class<byte[]> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return new PromptBody(body, nanos).whole(Limits.BODY_BYTES);
    }
}
