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
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.ServiceTime;
import org.jspecify.annotations.Nullable;

/** Makes sure that a person's details can be true and that the identifiers mean nobody else; says all that is wrong. */
@ApplicationScoped
class Identification {
    private final Organizations organizations;
    private final Directory directory;
    private final Names names;
    private final Guesses guesses;
    private final ServiceTime time;

    Identification(Organizations organizations, Directory directory, Names names, Guesses guesses, ServiceTime time) {
        this.organizations = organizations;
        this.directory = directory;
        this.names = names;
        this.guesses = guesses;
        this.time = time;
    }

    /**
     * Replaces the person's identifiers by those of the details. Whether somebody else's are taken tells who is registered, and
     * whoever says so of a person without knowing her guesses.
     *
     * @param had her identifiers until now
     */
    void identify(Caller caller, UUID person, List<PersonIdentifier> had, PersonDetails details) {
        List<Violation> impossible = impossible(details);
        directory.release(person);
        if (!impossible.isEmpty()) {
            impossible.addAll(seen(details.identifiers()));
            throw Problem.unacceptable(impossible);
        }
        List<Integer> taken = taken(person, details.identifiers());
        if (details.identifiers().stream().anyMatch(each -> isOthers(caller, each) && !had.contains(each))) {
            List<PersonIdentifier> rightly = taken.stream()
                    .map(details.identifiers()::get)
                    .filter(each -> !isGuess(each, details.birthDate()))
                    .toList();
            // With one that is known to be taken, a refusal tells of all the others that they are free.
            guesses.count(
                    caller,
                    taken.isEmpty()
                            ? 0
                            : Math.toIntExact(details.identifiers().stream()
                                    .filter(each -> isOthers(caller, each) && !had.contains(each))
                                    .filter(each -> !rightly.contains(each))
                                    .count()));
        }
        if (!taken.isEmpty()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Nothing was recorded; see errors.",
                    taken.stream().map(Identification::taken).toList());
        }
    }

    /** Whom it calls what itself, an organization is told anyway. */
    private static boolean isOthers(Caller caller, PersonIdentifier identifier) {
        return !identifier.issuer().equals(caller.organization());
    }

    private boolean isGuess(PersonIdentifier taken, @Nullable LocalDate born) {
        return directory.find(taken).isEmpty()
                && (born == null
                        || directory
                                .holder(taken)
                                .filter(holder ->
                                        new KnownBy(taken.issuer(), taken.value(), born).means(names.open(holder)))
                                .isEmpty());
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

    /** Nothing will be recorded: only look, an unknown issuer cannot be claimed from. */
    private List<Violation> seen(List<PersonIdentifier> identifiers) {
        return IntStream.range(0, identifiers.size())
                .filter(i -> directory.find(identifiers.get(i)).isPresent())
                .mapToObj(Identification::taken)
                .toList();
    }

    /** Which of them mean somebody else. Always in one order: two persons who claim two crosswise would wait for each other. */
    private List<Integer> taken(UUID person, List<PersonIdentifier> identifiers) {
        return IntStream.range(0, identifiers.size())
                .boxed()
                .sorted(comparing((Integer i) -> identifiers.get(i).issuer())
                        .thenComparing(i -> identifiers.get(i).value()))
                .filter(i -> !directory.claim(person, identifiers.get(i)))
                .sorted()
                .toList();
    }

    private static Violation taken(int index) {
        return new Violation(
                "/identifiers/" + index,
                "The issuer has given this identifier to another person.",
                "Look the person up by it; if it is somebody else, ask the issuer.");
    }
}
