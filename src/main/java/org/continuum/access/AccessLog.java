package org.continuum.access;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.http.Exchange;
import org.continuum.http.Ids;
import org.continuum.http.Requested;

/**
 * Who has read of whom, for what purpose and on what ground. A row is added in the transaction that reads or before it, so
 * that it is committed before a byte of the answer is written; where it cannot be added, nothing is read.
 */
@Singleton
public class AccessLog {
    /** Before every id. */
    public static final UUID NEWEST = new UUID(-1, -1);

    private static final String ADD = """
            INSERT INTO person_access (person_id, id, role, operation, purpose, basis, correlation)
            SELECT person, id, ?, ?, ?, string_to_array(basis, ' '), ?
            FROM unnest(?::uuid[], ?::uuid[], ?::text[]) AS read (person, id, basis)""";

    private static final String OF =
            "SELECT * FROM person_access WHERE person_id = ANY (?) AND id < ? ORDER BY id DESC LIMIT ?";

    private final Database database;
    private final PolicyInForce inForce;
    private final Relations relations;
    private final Parts parts;
    private final Requested requested;
    private final ReadFigures figures;
    private final Rates rates;

    AccessLog(
            Database database,
            PolicyInForce inForce,
            Relations relations,
            Parts parts,
            Requested requested,
            ReadFigures figures,
            Rates rates) {
        this.database = database;
        this.parts = parts;
        this.inForce = inForce;
        this.relations = relations;
        this.requested = requested;
        this.figures = figures;
        this.rates = rates;
    }

    /**
     * Those of whom a list gives something out, each with what the caller is to the person.
     *
     * @param caller whom the policy lets do the current operation
     * @throws Problem "too many" where it has been told of as many persons within a minute as it may
     */
    public void note(Caller caller, Collection<UUID> read) {
        note(caller, requested.exchange(), read);
    }

    /** As above, for an answer that goes on. */
    public void note(Caller caller, Exchange answered, Collection<UUID> read) {
        if (read.isEmpty()) {
            return;
        }
        Map<UUID, Set<Relation>> known = known(caller, read);
        rates.read(caller, known.size());
        write(caller, line(caller, answered), answered, known);
    }

    /** What the service brings of its own accord, and as fast as it does. */
    public void noteDelivery(Caller caller, Exchange delivery, UUID person, Set<Relation> known) {
        write(caller, line(caller, delivery), delivery, Map.of(person, known));
    }

    /**
     * Those of whose records an act has told something by refusing. Whoever is nothing to a person is told nothing of her, and could
     * write to anybody's record otherwise.
     */
    void noteRefused(Caller caller, Collection<UUID> told) {
        Exchange answered = requested.exchange();
        for (UUID person : told) {
            Set<Relation> known = relations.between(caller, person);
            if (!known.isEmpty()) {
                inForce.policy()
                        .line(answered.operationId(), caller, known)
                        .ifPresent(line -> write(caller, line, answered, Map.of(person, known)));
            }
        }
    }

    /** @param line by which the caller was let through */
    void note(Caller caller, Policy.Line line, Exchange answered, UUID person, Set<Relation> known) {
        rates.read(caller, 1);
        write(caller, line, answered, Map.of(person, known));
    }

    private Map<UUID, Set<Relation>> known(Caller caller, Collection<UUID> read) {
        Map<UUID, Set<Relation>> known = new HashMap<>(relations.of(caller, read));
        read.forEach(person -> known.putIfAbsent(person, Set.of()));
        return known;
    }

    private Policy.Line line(Caller caller, Exchange answered) {
        return inForce.policy().line(answered.operationId(), caller, Set.of()).orElseThrow();
    }

    void write(Caller caller, Policy.Line line, Exchange answered, Map<UUID, Set<Relation>> read) {
        figures.count(caller, line, read.keySet());
        List<Map.Entry<UUID, Set<Relation>>> all = List.copyOf(read.entrySet());
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, line.role());
            add.setString(2, answered.operationId());
            add.setString(3, line.purpose());
            add.setString(4, answered.correlation());
            add.setArray(
                    5,
                    connection.createArrayOf(
                            "uuid", all.stream().map(Map.Entry::getKey).toArray()));
            add.setArray(
                    6,
                    connection.createArrayOf(
                            "uuid", all.stream().map(each -> Ids.next()).toArray()));
            add.setArray(
                    7,
                    connection.createArrayOf(
                            "text",
                            all.stream()
                                    .map(each -> basis(line, each.getValue()))
                                    .toArray()));
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("That somebody reads cannot be recorded", e);
        }
    }

    /** Newest first. */
    public List<Access> of(UUID person, UUID before, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement of = connection.prepareStatement(OF)) {
            parts.bind(of, person, 1);
            of.setObject(2, before);
            of.setInt(3, limit);
            try (ResultSet rows = of.executeQuery()) {
                List<Access> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(access(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Who has read cannot be told", e);
        }
    }

    private static Access access(ResultSet row) throws SQLException {
        return new Access(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("organization_id", UUID.class),
                row.getString("actor"),
                row.getString("role"),
                row.getString("operation"),
                row.getString("purpose"),
                Arrays.asList((String[]) row.getArray("basis").getArray()),
                row.getString("correlation"));
    }

    /** What counted: of what the line asks for, what the caller is. */
    private static String basis(Policy.Line line, Set<Relation> known) {
        Set<Relation> counted = EnumSet.noneOf(Relation.class);
        counted.addAll(known);
        if (!line.relations().isEmpty()) {
            counted.retainAll(line.relations());
        }
        return counted.stream().map(Relation::slug).collect(Collectors.joining(" "));
    }
}
