package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.people.Organization;
import org.continuum.people.OrganizationKind;
import org.continuum.people.Organizations;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rulebook.Rulebook;

/** Who makes the rules, and whose decisions count under them: the maker's, and those of its jurisdiction. */
@ApplicationScoped
public class RuleMakers {
    private final Rulebook rulebook;
    private final Organizations organizations;

    RuleMakers(Rulebook rulebook, Organizations organizations) {
        this.rulebook = rulebook;
        this.organizations = organizations;
    }

    /** Whether a licensing authority publishes the document itself; a layer may be anybody's. */
    boolean isAuthoritys(RuleSetDocument document) {
        return organizations
                .find(rulebook.publisher(document), OrganizationKind.LICENSING_AUTHORITY)
                .isPresent();
    }

    /** Whether what the authority decides is decided for whoever makes the rules. */
    public boolean decides(Organization authority, RuleSetDocument rules) {
        return maker(rules)
                .filter(maker -> maker.id().equals(authority.id())
                        || maker.kind() == OrganizationKind.LICENSING_AUTHORITY
                                && maker.jurisdiction().equals(authority.jurisdiction()))
                .isPresent();
    }

    /** Which records count: all but what an authority of another jurisdiction has decided. */
    Predicate<EvidenceRecord> counting(RuleSetDocument rules) {
        Map<UUID, Boolean> foreign = new HashMap<>();
        return one -> !isAuthoritative(one)
                || !foreign.computeIfAbsent(one.organization(), authority -> isForeign(authority, rules));
    }

    private boolean isForeign(UUID authority, RuleSetDocument rules) {
        Optional<String> jurisdiction =
                organizations.findByIdOptional(authority).map(Organization::jurisdiction);
        return maker(rules)
                .filter(maker ->
                        jurisdiction.isPresent() && !maker.jurisdiction().equals(jurisdiction.get()))
                .isPresent();
    }

    /** What only an authority may decide, unlike what anyone with standing determines. */
    private static boolean isAuthoritative(EvidenceRecord one) {
        return one.kind().equals("decision")
                && !one.payload().path("act").asText().equals("determine");
    }

    /** The license type is the floor's, whoever has laid something on it; empty for one that is not registered. */
    private Optional<Organization> maker(RuleSetDocument rules) {
        return organizations.findByIdOptional(
                rulebook.publisher(rules.layer() == null ? rules : rules.layer().floor()));
    }
}
