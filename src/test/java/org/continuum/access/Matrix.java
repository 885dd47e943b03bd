package org.continuum.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.continuum.contract.ContractDocument;
import org.continuum.contract.Tokens;

/** Every cell that has something to say, by operation: who asks, in which role, what that is to whom, and for which id. */
final class Matrix {
    private final ContractDocument contract = ContractDocument.committed();
    private final Map<String, List<Cell>> cells = new LinkedHashMap<>();
    private final Parties parties;

    /** @param policy where it gives a role no line, one organization in that role is enough to try it */
    Matrix(Parties parties, Policy policy) {
        this.parties = parties;
        contract.operations().forEach(operation -> {
            String id = operation.node().path("operationId").asText();
            cells.put(id, of(operation, policy.of(id)));
        });
    }

    Map<String, List<Cell>> cells() {
        return cells;
    }

    private List<Cell> of(ContractDocument.Operation operation, List<Policy.Line> lines) {
        boolean ofAPerson = operation.path().startsWith("/people/{");
        List<Cell> all = new ArrayList<>();
        for (Cell.Id.Kind kind : Cell.Id.Kind.values()) {
            if (!ofAPerson && kind != Cell.Id.Kind.OWN) {
                continue;
            }
            Cell.Id id = Cell.Id.of(kind, parties);
            boolean own = kind == Cell.Id.Kind.OWN;
            all.add(new Cell(contract, operation, "nobody", "", "", Set.of(), id));
            all.add(new Cell(contract, operation, "somebody with a bad token", "x", "", Set.of(), id));
            all.add(new Cell(
                    contract, operation, "somebody without a role", Tokens.of(parties.stranger()), "", Set.of(), id));
            person(operation, "herself", parties.person(), own, id, all);
            person(operation, "another person", parties.other(), kind == Cell.Id.Kind.FOREIGN, id, all);
            for (String role : organizationsRoles()) {
                boolean lets = lines.stream()
                        .anyMatch(
                                line -> line.role().equals(role) || line.role().equals(Role.ANY));
                for (UUID organization : lets && ofAPerson ? organizations() : List.of(parties.stranger())) {
                    Set<Relation> known = parties.known(organization, role);
                    all.add(new Cell(
                            contract,
                            operation,
                            role + " of the " + (known.isEmpty() ? "stranger" : known),
                            role.equals(Role.MENTOR)
                                    ? Tokens.mentor(organization, parties.mentor())
                                    : Tokens.of(organization, role),
                            role,
                            own ? known : Set.of(),
                            id));
                }
            }
        }
        return all;
    }

    private void person(
            ContractDocument.Operation operation, String who, UUID person, boolean self, Cell.Id id, List<Cell> all) {
        all.add(new Cell(
                contract,
                operation,
                who,
                Tokens.person(person),
                Role.PERSON,
                self ? Set.of(Relation.SELF) : Set.of(),
                id));
    }

    private List<UUID> organizations() {
        List<UUID> all = new ArrayList<>(parties.organizations().values());
        all.add(parties.stranger());
        return all;
    }

    static Set<String> organizationsRoles() {
        Set<String> roles = new TreeSet<>(Role.ALL);
        roles.removeAll(Arrays.asList(Role.PERSON, Role.ANY, Role.PUBLIC));
        return roles;
    }
}
