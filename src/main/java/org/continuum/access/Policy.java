package org.continuum.access;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what, as the policy file says it; plain values. What it does not name nobody may do.
 *
 * @param purposes what somebody may do something for, each with its legal basis
 * @param operations the lines of each operation, in the order of the file
 */
public record Policy(Map<String, String> purposes, Map<String, List<Line>> operations) {
    private static final JsonMapper YAML = JsonMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /**
     * Throws what a reader of the file has to mend: a role, relation or purpose that nobody knows.
     */
    public Policy {
        purposes = Map.copyOf(purposes);
        Map<String, List<Line>> copied = new HashMap<>();
        operations.forEach((operation, lines) -> copied.put(operation, List.copyOf(lines)));
        operations = Map.copyOf(copied);
        for (Map.Entry<String, List<Line>> operation : operations.entrySet()) {
            for (Line line : operation.getValue()) {
                if (!purposes.containsKey(line.purpose())) {
                    throw new IllegalArgumentException(operation.getKey() + ", " + line.role()
                            + ": nobody explains the purpose " + line.purpose());
                }
            }
        }
    }

    /**
     * One line of the file.
     *
     * @param relations of which the caller needs one; empty if nothing is asked
     */
    public record Line(String role, Set<Relation> relations, String purpose) {
        public Line {
            relations = Set.copyOf(relations);
            if (!Role.ALL.contains(role)) {
                throw new IllegalArgumentException("No such role: " + role);
            }
        }

        boolean isPublic() {
            return role.equals(Role.PUBLIC);
        }

        boolean covers(Caller caller) {
            return role.equals(Role.ANY) || caller.roles().contains(role);
        }
    }

    /** The lines of the operation; none for one that the file does not name. */
    public List<Line> of(String operation) {
        return operations.getOrDefault(operation, List.of());
    }

    /**
     * The first line of the file by which the caller may do the operation to somebody to whom it is this; empty where none
     * lets it.
     */
    Optional<Line> line(String operation, Caller caller, Set<Relation> known) {
        return of(operation).stream()
                .filter(line -> line.covers(caller))
                .filter(line -> line.relations().isEmpty() || !Collections.disjoint(line.relations(), known))
                .findFirst();
    }

    static Policy read(InputStream file) throws IOException {
        Written written = YAML.readValue(file, Written.class);
        Map<String, List<Line>> operations = new HashMap<>();
        written.operations().forEach((operation, roles) -> {
            List<Line> lines = new ArrayList<>();
            roles.forEach((role, cells) -> lines.add(new Line(role, relations(cells.relation()), cells.purpose())));
            operations.put(operation, lines);
        });
        return new Policy(written.purposes(), operations);
    }

    private static Set<Relation> relations(List<String> said) {
        if (said.equals(List.of("none"))) {
            return Set.of();
        }
        if (said.isEmpty()) {
            throw new IllegalArgumentException("A line without a relation says none");
        }
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        said.forEach(slug -> relations.add(Relation.of(slug)));
        return relations;
    }

    private record Written(Map<String, String> purposes, Map<String, Map<String, Cells>> operations) {}

    private record Cells(
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<String> relation,

            String purpose) {}
}
