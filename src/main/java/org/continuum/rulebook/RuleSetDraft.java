package org.continuum.rulebook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /** The version of the draft that the heading, with the digest, is of. */
    @Column(name = "heading_of")
    @Nullable
    Long headingOf;

    @Column(name = "rule_set")
    @Nullable
    String ruleSet;

    @Column(name = "rule_set_version")
    @Nullable
    String ruleSetVersion;

    @Nullable
    String title;

    byte @Nullable [] digest;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "changed_by")
    String changedBy;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected RuleSetDraft() {}

    RuleSetDraft(UUID id, UUID organization, byte[] document, Heading heading, Instant changedAt, String changedBy) {
        this.id = id;
        this.organization = organization;
        write(document, heading, changedAt, changedBy);
    }

    void replace(byte[] other, Heading heading, Instant at, String by) {
        version++;
        write(other, heading, at, by);
    }

    private void write(byte[] written, Heading heading, Instant at, String by) {
        document = written.clone();
        headingOf = version;
        ruleSet = heading.ruleSet();
        ruleSetVersion = heading.version();
        title = heading.title();
        digest = HexFormat.of().parseHex(heading.digest());
        changedAt = at;
        changedBy = by;
    }
}
