package org.continuum.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads JSON as every body is read: strictly, held against the contract, and only then made an object. */
@ApplicationScoped
public class StrictReading {
    private final ObjectMapper mapper;
    private final Contract contract;
    private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    StrictReading(ObjectMapper mapper, Contract contract) {
        this.mapper = mapper;
        this.contract = contract;
    }

    /**
     * As if the bytes were the body of a request for such a value.
     *
     * @throws Problem "does not fit the contract", with everything that is wrong
     */
    public <T> T read(Class<T> type, byte[] bytes) {
        return type.cast(read(type, contract.shape(type.getSimpleName()), bytes));
    }

    /**
     * The contract's word for what may stand at a place within a kind of value: string, integer, number, boolean or
     * object; empty where nothing may.
     *
     * @param schema the name of the schema
     * @param place names of fields; a number for an item of a list
     */
    public Optional<String> typeAt(String schema, List<String> place) {
        JsonNode at = contract.schema(schema);
        for (String step : place) {
            boolean item = step.chars().allMatch(Character::isDigit);
            at = contract.resolved(
                    item ? at.path("items") : at.path("properties").path(step));
        }
        return Optional.of(at.path("type").asText()).filter(type -> !type.isEmpty());
    }

    /** The names of the fields that a value of the schema needs. */
    public List<String> needed(String schema) {
        return contract.schema(schema)
                .path("required")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    Object read(Type type, @Nullable Shape shape, byte[] bytes) {
        StrictJson.Read read = StrictJson.read(bytes);
        List<Violation> violations = violations(shape, read);
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        return bound(type, read.json());
    }

    private static List<Violation> violations(@Nullable Shape shape, StrictJson.Read read) {
        if (shape == null) {
            return read.violations();
        }
        Set<String> known = read.violations().stream().map(Violation::pointer).collect(Collectors.toSet());
        Stream<Violation> further =
                Wording.of(shape.validate(read.json())).stream().filter(one -> !known.contains(one.pointer()));
        return Stream.concat(read.violations().stream(), further)
                .limit(Limits.ERRORS)
                .toList();
    }

    /** What fits the contract may still not be a value: a record's own check has the last word. */
    private Object bound(Type type, JsonNode json) {
        ObjectReader reader = readers.computeIfAbsent(type, known -> mapper.readerFor(mapper.constructType(known)));
        try {
            return reader.readValue(json);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem.under(place(e, json));
            }
            throw Problem.invalid(
                    List.of(new Violation(pointer(e), "Not a value that is possible here.", "Correct it.")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
