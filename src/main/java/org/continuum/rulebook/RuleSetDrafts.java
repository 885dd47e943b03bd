package org.continuum.rulebook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Reading;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/** The drafts; each organization has its own and sees no other's. */
@ApplicationScoped
class RuleSetDrafts implements PanacheRepositoryBase<RuleSetDraft, UUID> {
    private static final String OWN = "organization = ?1 and id = ?2";

    /** The caller's organization's draft, or the problem "not found". */
    RuleSetDraft get(Caller caller, UUID id) {
        return find(OWN, caller.organization(), id).singleResultOptional().orElseThrow(Problem::notFound);
    }

    /** As {@link #get}, for a change: others who want to change it wait. */
    RuleSetDraft lock(Caller caller, UUID id) {
        return find(OWN, caller.organization(), id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .singleResultOptional()
                .orElseThrow(Problem::notFound);
    }

    /** What the caller's organization has written, in a reading that ends before it is looked at. */
    @Reading
    Optional<byte[]> document(Caller caller, UUID id) {
        return find(OWN, caller.organization(), id).singleResultOptional().map(draft -> draft.document.clone());
    }

    /** Until the act ends, nobody adds one to them. */
    long countAlone(Caller caller) {
        getEntityManager()
                .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, "drafts of " + caller.organization())
                .getSingleResult();
        return count("organization", caller.organization());
    }

    /** A draft without its document. */
    record Listed(
            UUID id,
            long version,
            @Nullable Long headingOf,
            @Nullable String ruleSet,
            @Nullable String ruleSetVersion,
            @Nullable String title,
            byte @Nullable [] digest,
            Instant changedAt,
            String changedBy) {
        /** Empty where the document was written by a version of the service that kept none. */
        Optional<Heading> heading() {
            return headingOf != null && headingOf == version && digest != null
                    ? Optional.of(new Heading(
                            ruleSet, ruleSetVersion, title, HexFormat.of().formatHex(digest)))
                    : Optional.empty();
        }
    }

    /** In the order of ids, from the first after the given one. */
    @Reading
    List<Listed> list(Caller caller, UUID after, int limit) {
        return find("organization = ?1 and id > ?2", Sort.by("id"), caller.organization(), after)
                .page(0, limit)
                .project(Listed.class)
                .list();
    }
}
