package org.continuum.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.function.LongSupplier;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/** Every JSON body comes in here: bounded in bytes and time, strictly read, held against the contract, and only then made an object. */
@Provider
@Consumes({"application/json", "application/*+json"})
public class StrictJsonReader implements ServerMessageBodyReader<Object> {
    private final StrictReading reading;
    private final Requested requested;
    private final ReceivedBody received;
    private final LongSupplier nanos;

    @Inject
    StrictJsonReader(StrictReading reading, Requested requested, ReceivedBody received) {
        this(reading, requested, received, System::nanoTime);
    }

    StrictJsonReader(StrictReading reading, Requested requested, ReceivedBody received, LongSupplier nanos) {
        this.nanos = nanos;
        this.reading = reading;
        this.requested = requested;
        this.received = received;
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return isReadable(type);
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return isReadable(type);
    }

    private static boolean isReadable(Class<?> type) {
        return !InputStream.class.isAssignableFrom(type) && type != byte[].class && type != String.class;
    }

    @Override
    public Object readFrom(Class<Object> type, Type genericType, MediaType mediaType, ServerRequestContext context)
            throws IOException {
        return read(genericType, context.getInputStream(), limit(context.getResteasyReactiveResourceInfo()));
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(genericType, body, Limits.BODY_BYTES);
    }

    private static int limit(ResteasyReactiveResourceInfo operation) {
        BodyLimit own = operation.getMethod().getAnnotation(BodyLimit.class);
        return own == null ? Limits.BODY_BYTES : own.value();
    }

    private Object read(Type type, InputStream body, int limit) throws IOException {
        byte[] bytes = new PromptBody(body, nanos).whole(limit);
        received.keep(bytes);
        Contract.@Nullable Operation operation = requested.operation();
        return reading.read(type, operation == null ? null : operation.body(), bytes);
    }
}
