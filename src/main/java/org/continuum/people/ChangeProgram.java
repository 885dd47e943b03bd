package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.Version;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/** Corrects what is known of a preparation program. */
@ApplicationScoped
public class ChangeProgram {
    private final Organizations organizations;
    private final Programs programs;
    private final Journal journal;

    ChangeProgram(Organizations organizations, Programs programs, Journal journal) {
        this.organizations = organizations;
        this.programs = programs;
        this.journal = journal;
    }

    @Act
    public Versioned<ProgramView> change(Caller caller, UUID id, @Nullable String ifMatch, ProgramDetails details) {
        Program program = programs.lock(id);
        Own.requireUnlessOperator(caller, program.provider(), "A provider changes its own programs.");
        Version.require(ifMatch, program.version);
        check(program, details);
        program.change(details);
        programs.flush();
        ProgramView view = ProgramView.of(program);
        journal.note("program.changed", null, id, view, Map.of("provider", program.provider()));
        return new Versioned<>(view, program.version);
    }

    private void check(Program program, ProgramDetails details) {
        if (!program.provider().equals(details.provider())) {
            throw Problem.unacceptable(List.of(new Violation(
                    "/provider",
                    "A program's provider never changes.",
                    "Keep the provider, or register another program.")));
        }
        organizations.findLocked(program.provider(), OrganizationKind.PREPARATION_PROVIDER);
        if (programs.find(details.provider(), details.code())
                .filter(other -> !other.id().equals(program.id()))
                .isPresent()) {
            throw RegisterProgram.taken();
        }
    }
}
