package org.continuum.people;

import static java.util.Comparator.comparing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.ServiceTime;

/** Makes sure that a person's details can be true and that the identifiers mean nobody else; says all that is wrong. */
@ApplicationScoped
class Identification {
    private final Organizations organizations;
    private final Directory directory;
    private final ServiceTime time;

    Identification(Organizations organizations, Directory directory, ServiceTime time) {
        this.organizations = organizations;
        this.directory = directory;
        this.time = time;
    }

    /** Replaces the person's identifiers by those of the details. */
    void identify(UUID person, PersonDetails details) {
        List<Violation> impossible = impossible(details);
        directory.release(person);
        List<Violation> taken = taken(person, details.identifiers(), impossible);
        if (!impossible.isEmpty()) {
            impossible.addAll(taken);
            throw Problem.unacceptable(impossible);
        }
        if (!taken.isEmpty()) {
            throw new Problem(ProblemType.CONFLICT, "Nothing was recorded; see errors.", taken);
        }
    }

    private List<Violation> impossible(PersonDetails details) {
        List<Violation> impossible = new ArrayList<>();
        LocalDate born = details.birthDate();
        // Somewhere on earth it may be tomorrow already.
        if (born != null
                && born.isAfter(LocalDate.ofInstant(time.now(), ZoneOffset.UTC).plusDays(1))) {
            impossible.add(new Violation("/birthDate", "In the future.", "Send the date of birth, or leave it out."));
        }
        Set<PersonIdentifier> seen = new HashSet<>();
        for (int i = 0; i < details.identifiers().size(); i++) {
            PersonIdentifier identifier = details.identifiers().get(i);
            if (organizations.findByIdOptional(identifier.issuer()).isEmpty()) {
                impossible.add(new Violation(
                        "/identifiers/" + i + "/issuer", "Not a known organization.", "Name a registered one."));
            }
            if (!seen.add(identifier)) {
                impossible.add(new Violation("/identifiers/" + i, "Here twice.", "Send each identifier once."));
            }
        }
        return impossible;
    }

    private List<Violation> taken(UUID person, List<PersonIdentifier> identifiers, List<Violation> impossible) {
        if (!impossible.isEmpty()) {
            // Nothing will be recorded: only look, an unknown issuer cannot be claimed from.
            return IntStream.range(0, identifiers.size())
                    .filter(i -> directory
                            .find(
                                    identifiers.get(i).issuer(),
                                    identifiers.get(i).value())
                            .isPresent())
                    .mapToObj(Identification::taken)
                    .toList();
        }
        // Always in one order: two persons who claim two identifiers crosswise would wait for each other.
        return IntStream.range(0, identifiers.size())
                .boxed()
                .sorted(comparing((Integer i) -> identifiers.get(i).issuer())
                        .thenComparing(i -> identifiers.get(i).value()))
                .filter(i -> !directory.claim(person, identifiers.get(i)))
                .sorted()
                .map(Identification::taken)
                .toList();
    }

    private static Violation taken(int index) {
        return new Violation(
                "/identifiers/" + index,
                "The issuer has given this identifier to another person.",
                "Look the person up by it; if it is somebody else, ask the issuer.");
    }
}
