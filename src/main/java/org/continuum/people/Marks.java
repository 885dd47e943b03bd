package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.vault.BlindIndex;

/**
 * By what a person may turn out to be registered twice, within the jurisdiction of whoever registered her: marks of names with
 * the date of birth. What two have in common the database finds when a mark is added, and shows to those who may decide on both.
 */
@ApplicationScoped
class Marks {
    private static final String FORGET =
            "DELETE FROM person_mark WHERE person_id = ? AND NOT (mark = ANY (?::bytea[]))";

    // In one statement: the database takes what it adds for itself in one order, and waits for nobody who waits for it.
    private static final String ADD = "INSERT INTO person_mark (person_id, kind, mark)"
            + " SELECT ?, kind, mark FROM unnest(?::text[], ?::bytea[]) AS added (kind, mark) ON CONFLICT DO NOTHING";

    private final Database database;
    private final BlindIndex index;
    private final Organizations organizations;

    Marks(Database database, BlindIndex index, Organizations organizations) {
        this.database = database;
        this.index = index;
        this.organizations = organizations;
    }

    private record Mark(String kind, byte[] bytes) {}

    /** In place of those that the person had; one that stays is left as it is. */
    void put(Person person, PersonDetails details) {
        List<Mark> marks = organizations
                .findByIdOptional(person.registeredBy)
                .map(registrar -> of(registrar.jurisdiction(), details))
                .orElse(List.of());
        put(person.id(), marks);
    }

    void forget(UUID person) {
        put(person, List.of());
    }

    private void put(UUID person, List<Mark> marks) {
        try (Connection connection = database.getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET);
                PreparedStatement add = connection.prepareStatement(ADD)) {
            Array bytes = connection.createArrayOf(
                    "bytea", marks.stream().map(Mark::bytes).toArray(byte[][]::new));
            forget.setObject(1, person);
            forget.setArray(2, bytes);
            forget.executeUpdate();
            add.setObject(1, person);
            add.setArray(
                    2,
                    connection.createArrayOf(
                            "text", marks.stream().map(Mark::kind).toArray()));
            add.setArray(3, bytes);
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A person's marks cannot be kept", e);
        }
    }

    /** Without a date of birth too many are called the same. */
    private List<Mark> of(String jurisdiction, PersonDetails details) {
        List<Mark> marks = new ArrayList<>();
        LocalDate born = details.birthDate();
        if (born != null) {
            marks.add(mark("family-name", jurisdiction, born, details.familyName()));
            marks.add(mark("given-name", jurisdiction, born, details.givenName()));
        }
        marks.removeIf(mark -> mark.bytes().length == 0);
        return marks;
    }

    private Mark mark(String kind, String jurisdiction, LocalDate born, String name) {
        String plain = plain(name);
        return new Mark(
                kind,
                plain.isEmpty()
                        ? new byte[0]
                        : index.mark(
                                "person_mark." + kind,
                                jurisdiction.getBytes(StandardCharsets.UTF_8),
                                born.toString().getBytes(StandardCharsets.US_ASCII),
                                plain.getBytes(StandardCharsets.UTF_8)));
    }

    /** Letters alone, without case and accents; empty for a name that has none. */
    static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("[^\\p{L}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
