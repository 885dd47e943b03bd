package org.continuum.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What would change a requirement's status.
 *
 * @param party whose move it is
 * @param action what to do
 * @param work how much of what is required is missing, 0 to 1 and more for several things; for ordering only
 */
public record Remedy(Party party, String action, double work) {

    /** Least work first; empty for what is satisfied or does not apply. */
    static List<Remedy> of(Requirement requirement, Finding finding) {
        if (finding.status().satisfied() || finding.status() == Status.NOT_APPLICABLE) {
            return List.of();
        }
        List<Remedy> remedies = new ArrayList<>(2);
        collect(requirement, finding, remedies);
        if (remedies.size() < 2) {
            return List.copyOf(remedies);
        }
        remedies.sort(Comparator.comparingDouble(Remedy::work));
        return remedies.stream().distinct().toList();
    }

    private static void collect(Requirement requirement, Finding finding, List<Remedy> remedies) {
        Party party = requirement.party();
        switch (finding.status()) {
            case MET, WAIVED, EXEMPT, NOT_APPLICABLE -> {}
            case PENDING_VERIFICATION ->
                remedies.add(new Remedy(
                        Party.PROVIDER, "finish the signatures of " + String.join(", ", finding.used()), 0.01));
            case AWAITING_DECISION -> remedies.add(new Remedy(Party.AUTHORITY, "decide: " + requirement.title(), 0.02));
            case DISPUTED ->
                remedies.add(new Remedy(Party.AUTHORITY, "settle the appeal or hold: " + requirement.title(), 0.03));
            case INDETERMINATE ->
                remedies.add(new Remedy(
                        Party.AUTHORITY, "look at it in person: " + String.join("; ", finding.found()), 0.5));
            case EXPIRED -> remedies.add(new Remedy(party, told(requirement, "renew what has lapsed"), 0.3));
            case REVOKED -> remedies.add(new Remedy(party, told(requirement, "replace what its issuer withdrew"), 1));
            case BARRED -> remedies.add(new Remedy(party, String.join("; ", finding.found()), 2));
            case DEFERRED, INSUFFICIENT, UNMET -> missing(requirement, finding, remedies);
        }
    }

    private static void missing(Requirement requirement, Finding finding, List<Remedy> remedies) {
        for (Finding.Shortfall shortfall : finding.shortfalls()) {
            String what = shortfall.missing().isEmpty()
                    ? shortfall.amount().toPlainString() + " more: " + shortfall.of()
                    : "still missing: " + String.join(", ", shortfall.missing());
            remedies.add(new Remedy(requirement.party(), told(requirement, what), shortfall.share()));
        }
        if (finding.shortfalls().isEmpty()) {
            remedies.add(new Remedy(requirement.party(), told(requirement, requirement.title()), 1));
        }
    }

    private static String told(Requirement requirement, String derived) {
        return requirement.remedy().isEmpty() ? derived : requirement.remedy() + " (" + derived + ")";
    }
}
