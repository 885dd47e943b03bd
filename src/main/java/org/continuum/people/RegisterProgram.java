package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.jspecify.annotations.Nullable;

/** Makes a preparation program known. */
@ApplicationScoped
public class RegisterProgram {
    private final Idempotency idempotency;
    private final Organizations organizations;
    private final Programs programs;
    private final Journal journal;

    RegisterProgram(Idempotency idempotency, Organizations organizations, Programs programs, Journal journal) {
        this.idempotency = idempotency;
        this.organizations = organizations;
        this.programs = programs;
        this.journal = journal;
    }

    @Act
    public Recorded register(Caller caller, ProgramDetails details, @Nullable RequestKey key) {
        Own.requireUnlessOperator(caller, details.provider(), "A provider registers its own programs.");
        return idempotency.once(key, () -> {
            check(details);
            Program program = new Program(details);
            programs.persistAndFlush(program);
            return new Recorded(
                    program.id(),
                    journal.note(
                            "program.registered",
                            null,
                            program.id(),
                            ProgramView.of(program),
                            Map.of("provider", program.provider())));
        });
    }

    private void check(ProgramDetails details) {
        // Locked, so that of two programs with one code the later sees the earlier.
        if (organizations
                .findLocked(details.provider(), OrganizationKind.PREPARATION_PROVIDER)
                .isEmpty()) {
            throw Problem.unacceptable(List.of(new Violation(
                    "/provider", "Not a preparation provider.", "Name a registered preparation provider.")));
        }
        if (programs.find(details.provider(), details.code()).isPresent()) {
            throw taken();
        }
    }

    static Problem taken() {
        return new Problem(
                ProblemType.CONFLICT,
                "Nothing was recorded; see errors.",
                List.of(new Violation(
                        "/code", "The provider has another program with this code.", "Choose another code.")));
    }
}
