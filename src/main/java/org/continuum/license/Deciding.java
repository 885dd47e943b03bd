package org.continuum.license;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.people.Organization;
import org.continuum.people.OrganizationKind;
import org.continuum.people.Organizations;
import org.continuum.readiness.Determination;
import org.continuum.readiness.Determinations;
import org.continuum.readiness.Readiness;
import org.continuum.readiness.RuleMakers;
import org.continuum.rulebook.Rulebook;
import org.continuum.trail.ServiceTime;

/** What must hold of a licensing decision. */
@ApplicationScoped
class Deciding {
    private final Organizations organizations;
    private final Determinations determinations;
    private final Rulebook rulebook;
    private final RuleMakers makers;
    private final ServiceTime time;

    Deciding(
            Organizations organizations,
            Determinations determinations,
            Rulebook rulebook,
            RuleMakers makers,
            ServiceTime time) {
        this.organizations = organizations;
        this.determinations = determinations;
        this.rulebook = rulebook;
        this.makers = makers;
        this.time = time;
    }

    /** Throws everything that is wrong. */
    Grounds check(Caller caller, UUID person, LicensingDecisionRequest asked) {
        Organization authority = organizations
                .find(caller.organization(), OrganizationKind.LICENSING_AUTHORITY)
                .orElseThrow(() -> new Problem(
                        ProblemType.FORBIDDEN, "Licenses are for a registered licensing authority to decide on."));
        // An issuer that knows no name gives the subject in its place: that is a machine, or as good as one.
        if (caller.name().equals(caller.subject())) {
            throw new Problem(ProblemType.FORBIDDEN, "A licensing decision has a named decider; the token names none.");
        }
        List<Violation> wrong = new ArrayList<>();
        Optional<Grounds> grounds = grounds(authority, person, asked, wrong);
        reasons(asked.reasons(), wrong);
        switch (asked.act()) {
            case GRANT -> {
                grant(asked, grounds, wrong);
                grounds.ifPresent(known -> doubts(person, known.determination(), wrong));
            }
            case DENY -> deny(asked, wrong);
        }
        if (!wrong.isEmpty()) {
            throw Problem.unacceptable(wrong);
        }
        return grounds.orElseThrow();
    }

    private Optional<Grounds> grounds(
            Organization authority, UUID person, LicensingDecisionRequest asked, List<Violation> wrong) {
        Optional<Determination> found = determinations
                .find(person, asked.determination())
                .filter(each -> each.organization().equals(authority.id()))
                .filter(each -> makers.decides(authority, rulebook.get(each.ruleSetDigest())));
        if (found.isEmpty()) {
            wrong.add(new Violation(
                    "/determination",
                    "Not a determination of this person that your organization has frozen under rules of its jurisdiction.",
                    "Freeze one, and name it."));
            return Optional.empty();
        }
        Grounds grounds = Grounds.of(found.get(), rulebook, time.now());
        if (found.get().asOf().isAfter(grounds.today())) {
            wrong.add(new Violation(
                    "/determination",
                    "It answers for " + found.get().asOf() + ", a day that has not come.",
                    "Freeze one as of today."));
        }
        return Optional.of(grounds);
    }

    private static void reasons(List<String> reasons, List<Violation> wrong) {
        for (int i = 0; i < reasons.size(); i++) {
            if (reasons.get(i).isBlank() || reasons.get(i).length() > LicensingDecisionRequest.LONGEST_REASON) {
                wrong.add(new Violation(
                        "/reasons/" + i, "Blank, or longer than 2000 characters.", "Say it in a few sentences."));
            }
        }
    }

    private static void grant(LicensingDecisionRequest asked, Optional<Grounds> grounds, List<Violation> wrong) {
        grounds.ifPresent(known -> outcome(asked, known.determination(), wrong));
        if (asked.overrides() && asked.reasons().isEmpty()) {
            wrong.add(new Violation("/reasons", "Who grants against the outcome says why.", "Add the reasons."));
        }
        if ((asked.licenseEndsOn() == null) == (asked.term() == null)) {
            wrong.add(new Violation(
                    "/term",
                    asked.term() == null ? "Nothing says when the license ends." : "There is an end and a term.",
                    "Send either licenseEndsOn or term."));
        }
        grounds.ifPresent(known -> days(asked, known, wrong));
    }

    /** An override answers for an outcome; what a review has replaced, or is looking at again, has none to answer for. */
    private void doubts(UUID person, Determination determination, List<Violation> wrong) {
        for (Determinations.Doubt doubt : determinations.doubts(person, determination.id())) {
            wrong.add(
                    doubt.replacement() == null
                            ? new Violation("/determination", "A review of it is open.", "Decide the review first.")
                            : new Violation(
                                    "/determination",
                                    "A review has put " + doubt.replacement() + " in its place.",
                                    "Decide on that one, or freeze a new one."));
        }
    }

    private static void outcome(LicensingDecisionRequest asked, Determination determination, List<Violation> wrong) {
        Readiness.Word outcome = determination.outcome();
        boolean ready = outcome == Readiness.Word.ready || outcome == Readiness.Word.ready_with_conditions;
        if (!ready && !asked.overrides()) {
            wrong.add(new Violation(
                    "/determination",
                    "Its outcome is " + outcome + ", so nothing carries a grant.",
                    "Cure what it lists and freeze a new one, or grant with override and reasons."));
        }
        if (ready && asked.overrides()) {
            wrong.add(new Violation(
                    "/override", "Its outcome is " + outcome + ": there is nothing to override.", "Leave it out."));
        }
    }

    private static void days(LicensingDecisionRequest asked, Grounds grounds, List<Violation> wrong) {
        LocalDate startsOn = grounds.startsOn(asked);
        if (startsOn.isBefore(grounds.determination().asOf())) {
            wrong.add(new Violation(
                    "/licenseStartsOn",
                    "Before the day that the determination answers for, "
                            + grounds.determination().asOf() + ".",
                    "Begin the license then or later, or freeze a determination as of an earlier day."));
        }
        if (asked.licenseEndsOn() != null && asked.licenseEndsOn().isBefore(startsOn)) {
            wrong.add(new Violation(
                    "/licenseEndsOn",
                    "Before the license starts, on " + startsOn + ".",
                    "Send the last day on which it is held."));
        }
    }

    private static void deny(LicensingDecisionRequest asked, List<Violation> wrong) {
        if (asked.reasons().isEmpty()) {
            wrong.add(new Violation("/reasons", "Who denies says why.", "Add the reasons."));
        }
        if (asked.override() != null) {
            wrong.add(new Violation("/override", "Only a grant overrides an outcome.", "Leave it out."));
        }
        days(asked)
                .forEach(pointer ->
                        wrong.add(new Violation(pointer, "A denial issues no license.", "Leave it out, or grant.")));
    }

    private static List<String> days(LicensingDecisionRequest asked) {
        List<String> sent = new ArrayList<>();
        if (asked.licenseStartsOn() != null) {
            sent.add("/licenseStartsOn");
        }
        if (asked.licenseEndsOn() != null) {
            sent.add("/licenseEndsOn");
        }
        if (asked.term() != null) {
            sent.add("/term");
        }
        return sent;
    }
}
