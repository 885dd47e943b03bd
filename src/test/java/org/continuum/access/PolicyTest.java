package org.continuum.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.continuum.contract.ContractDocument;
import org.junit.jupiter.api.Test;

/** The policy has a line for all that the contract offers and for nothing else, and each line can be held. */
@QuarkusTest
class PolicyTest {
    @Inject
    PolicyOnTrial trial;

    @Test
    void every_operation_has_a_line_and_every_line_an_operation() {
        assertThat(findings(trial.policy(), ContractDocument.running())).isEmpty();
    }

    @Test
    void an_operation_without_a_line_is_found() {
        Map<String, List<Policy.Line>> lacking = new HashMap<>(trial.policy().operations());
        lacking.remove("getPerson");
        assertThat(findings(new Policy(trial.policy().purposes(), lacking), ContractDocument.running()))
                .containsExactly("getPerson has no line");
    }

    @Test
    void a_line_without_an_operation_is_found() {
        Map<String, List<Policy.Line>> more = new HashMap<>(trial.policy().operations());
        more.put("getEverything", more.get("getPerson"));
        assertThat(findings(new Policy(trial.policy().purposes(), more), ContractDocument.running()))
                .containsExactly("getEverything is no operation");
    }

    @Test
    void a_relation_that_nobody_can_be_asked_for_is_found() {
        assertThat(findings(changed("listPrograms", line(Role.ANY, Relation.EMPLOYER)), ContractDocument.running()))
                .containsExactly("listPrograms, any: the path names no person to be anything to");
        assertThat(findings(changed("getPerson", line(Role.PUBLIC, Relation.EMPLOYER)), ContractDocument.running()))
                .containsExactly("getPerson, public: everybody is nothing to anybody");
        assertThat(findings(changed("getPerson", line(Role.PERSON, Relation.EMPLOYER)), ContractDocument.running()))
                .containsExactly("getPerson, person: a person is herself, and nobody else is");
        assertThat(findings(changed("getPerson", line(Role.MENTOR, Relation.SELF)), ContractDocument.running()))
                .containsExactly("getPerson, mentor: a person is herself, and nobody else is");
    }

    /** A person who may do something to somebody else's record would be a hole that no other rule finds. */
    @Test
    void a_person_reaches_no_record_but_her_own() {
        assertThat(findings(changed("getPerson", line(Role.PERSON)), ContractDocument.running()))
                .containsExactly("getPerson, person: a person is herself, and nobody else is");
    }

    @Test
    void every_purpose_that_is_explained_is_somebodys() {
        Set<String> used = new TreeSet<>();
        trial.policy().operations().values().forEach(lines -> lines.forEach(line -> used.add(line.purpose())));
        assertThat(trial.policy().purposes().keySet()).isEqualTo(used);
    }

    @Test
    void a_file_with_a_mistake_is_not_read() {
        refused("getPerson: {teacher: {relation: none, purpose: p}}", "No such role: teacher");
        refused("getPerson: {mentor: {relation: friend, purpose: p}}", "FRIEND");
        refused("getPerson: {mentor: {relation: none, purpose: fun}}", "nobody explains the purpose fun");
        refused("getPerson: {mentor: {relation: [], purpose: p}}", "says none");
        refused("getPerson: {mentor: {relation: none}}", "purpose");
        refused("getPerson: {mentor: {purpose: p}}", "relation");
        refused("getPerson: {mentor: {relation: none, purpose: p, tier: detail}}", "tier");
        refused(
                "getPerson: {mentor: {relation: none, purpose: p}, mentor: {relation: employer, purpose: p}}",
                "mentor");
    }

    private static void refused(String lines, String why) {
        String file = "purposes: {p: For a reason.}\noperations: {" + lines + "}\n";
        assertThatThrownBy(() -> Policy.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))))
                .satisfiesAnyOf(
                        one -> assertThat(one).isInstanceOf(IOException.class),
                        one -> assertThat(one).isInstanceOf(IllegalArgumentException.class))
                .hasMessageContaining(why);
    }

    private static Policy.Line line(String role, Relation... relations) {
        return new Policy.Line(role, Set.of(relations), "operation");
    }

    /** One more line for an operation that the file has already. */
    private Policy changed(String operation, Policy.Line line) {
        Map<String, List<Policy.Line>> changed = new HashMap<>(trial.policy().operations());
        List<Policy.Line> lines = new ArrayList<>(changed.get(operation));
        lines.removeIf(other -> other.role().equals(line.role()));
        lines.add(line);
        changed.put(operation, lines);
        return new Policy(trial.policy().purposes(), changed);
    }

    private static List<String> findings(Policy policy, ContractDocument contract) {
        List<String> findings = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (ContractDocument.Operation operation : contract.operations()) {
            String id = operation.node().path("operationId").asText();
            known.add(id);
            if (policy.of(id).isEmpty()) {
                findings.add(id + " has no line");
            }
            for (Policy.Line line : policy.of(id)) {
                wrong(line, operation.path().startsWith("/people/{"))
                        .forEach(wrong -> findings.add(id + ", " + line.role() + ": " + wrong));
            }
        }
        policy.operations().keySet().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> findings.add(id + " is no operation"));
        return findings;
    }

    private static List<String> wrong(Policy.Line line, boolean ofAPerson) {
        boolean asked = !line.relations().isEmpty();
        if (line.isPublic()) {
            return asked ? List.of("everybody is nothing to anybody") : List.of();
        }
        if (!ofAPerson) {
            return asked ? List.of("the path names no person to be anything to") : List.of();
        }
        boolean person = line.role().equals(Role.PERSON);
        boolean herself = line.relations().equals(Set.of(Relation.SELF));
        return person != herself && (person || line.relations().contains(Relation.SELF))
                ? List.of("a person is herself, and nobody else is")
                : List.of();
    }
}
