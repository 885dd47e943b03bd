package org.continuum.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/** Every JSON body comes in here: bounded, strictly read, held against the contract, and only then made an object. */
@Provider
@Consumes({"application/json", "application/*+json"})
public class StrictJsonReader implements ServerMessageBodyReader<Object> {
    private final ObjectMapper mapper;
    private final Requested requested;
    private final ReceivedBody received;

    StrictJsonReader(ObjectMapper mapper, Requested requested, ReceivedBody received) {
        this.mapper = mapper;
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
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw ReceivedBody.tooLarge();
        }
        received.keep(bytes);
        StrictJson.Read read = StrictJson.read(bytes);
        List<Violation> violations = violations(read);
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        return bound(type, read.json());
    }

    private List<Violation> violations(StrictJson.Read read) {
        Contract.@Nullable Operation operation = requested.operation();
        if (operation == null || operation.body() == null) {
            return read.violations();
        }
        Set<String> known = read.violations().stream().map(Violation::pointer).collect(Collectors.toSet());
        Stream<Violation> further = Wording.of(operation.body().validate(read.json())).stream()
                .filter(one -> !known.contains(one.pointer()));
        return Stream.concat(read.violations().stream(), further)
                .limit(Limits.ERRORS)
                .toList();
    }

    /** What fits the contract may still not be a value: a record's own check has the last word. */
    private Object bound(Type type, JsonNode json) throws IOException {
        try {
            return mapper.readerFor(mapper.constructType(type)).readValue(json);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem.under(place(e, json));
            }
            throw Problem.invalid(
                    List.of(new Violation(pointer(e), "Not a value that is possible here.", "Correct it.")));
        }
    }

    /** Where in the body the record stands that refused itself: as much of the path as the body has. */
    private static String place(JsonMappingException e, JsonNode json) {
        String place = "";
        for (String step : steps(e)) {
            if (json.at(place + step).isMissingNode()) {
                break;
            }
            place += step;
        }
        return place;
    }

    private static String pointer(JsonMappingException e) {
        return String.join("", steps(e));
    }

    private static List<String> steps(JsonMappingException e) {
        return e.getPath().stream()
                .map(step ->
                        "/" + (step.getFieldName() == null ? step.getIndex() : Wording.escaped(step.getFieldName())))
                .toList();
    }
}
