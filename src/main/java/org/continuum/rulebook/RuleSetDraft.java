package org.continuum.rulebook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A document that a rule author is still writing: its exact bytes, mistakes and all. */
@Entity
@Table(name = "rule_set_draft")
class RuleSetDraft {
    @Id
    UUID id;

    @Column(name = "organization_id", updatable = false)
    UUID organization;

    /** Counts the changes; acts compare it under a lock on the row, so Hibernate need not. */
    long version = 1;

    byte[] document;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "changed_by")
    String changedBy;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected RuleSetDraft() {}

    RuleSetDraft(UUID id, UUID organization, byte[] document, Instant changedAt, String changedBy) {
        this.id = id;
        this.organization = organization;
        this.document = document.clone();
        this.changedAt = changedAt;
        this.changedBy = changedBy;
    }

    void replace(byte[] other, Instant at, String by) {
        document = other.clone();
        changedAt = at;
        changedBy = by;
        version++;
    }
}
