package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    Predicate<EvidenceRecord> counting(RuleSetDocument rules, Collection<EvidenceRecord> records) {
        Set<UUID> deciding = records.stream()
                .filter(RuleMakers::isAuthoritative)
                .map(EvidenceRecord::organization)
                .collect(Collectors.toCollection(HashSet::new));
        Optional<Organization> maker = deciding.isEmpty() ? Optional.empty() : maker(rules);
        if (maker.isEmpty()) {
            return any -> true;
        }
        Set<UUID> foreign =
                organizations
                        .list(
                                "id in ?1 and jurisdiction <> ?2",
                                deciding,
                                maker.get().jurisdiction())
                        .stream()
                        .map(Organization::id)
                        .collect(Collectors.toSet());
        return one -> !isAuthoritative(one) || !foreign.contains(one.organization());
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
