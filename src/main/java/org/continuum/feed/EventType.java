package org.continuum.feed;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every type of event that an act of this service puts on the trail. A test holds this list, the acts and
 * {@code openapi/continuum-events.asyncapi.yaml} together: a new type is added here, and there with its data.
 */
enum EventType {
    BULK_JOB_CREATED("bulk-job.created"),
    BULK_JOB_RECEIVED("bulk-job.received"),
    BULK_JOB_PREVIEW_ORDERED("bulk-job.preview-ordered"),
    BULK_JOB_COMMIT_ORDERED("bulk-job.commit-ordered"),
    BULK_JOB_CANCELED("bulk-job.canceled"),
    BULK_JOB_UNDO_ORDERED("bulk-job.undo-ordered"),
    DETERMINATION_FROZEN("determination.frozen"),
    DETERMINATION_NOTICE_ISSUED("determination.notice-issued"),
    DETERMINATION_REVIEW_OPENED("determination.review-opened"),
    DETERMINATION_REVIEW_DECIDED("determination.review-decided"),
    EMPLOYMENT_STARTED("employment.started"),
    EMPLOYMENT_CHANGED("employment.changed"),
    EMPLOYMENT_ENDED("employment.ended"),
    DUPLICATE_DISMISSED("duplicate.dismissed"),
    ENROLLMENT_STARTED("enrollment.started"),
    ENROLLMENT_CHANGED("enrollment.changed"),
    ENROLLMENT_ENDED("enrollment.ended"),
    /** Corrections too: data names what the record supersedes. */
    EVIDENCE_SUBMITTED("evidence.submitted"),
    EVIDENCE_SIGNED("evidence.signed"),
    EVIDENCE_RETRACTED("evidence.retracted"),
    EXCLUSION_MADE("exclusion.made"),
    EXCLUSION_LIFTED("exclusion.lifted"),
    FRAMEWORK_IMPORTED("framework.imported"),
    GRANT_GIVEN("grant.given"),
    GRANT_REVOKED("grant.revoked"),
    INDUCTION_STARTED("induction.started"),
    INDUCTION_CHANGED("induction.changed"),
    INDUCTION_ENDED("induction.ended"),
    LICENSE_ISSUED("license.issued"),
    LICENSING_DECISION_MADE("licensing-decision.made"),
    MENTORSHIP_ASSIGNED("mentorship.assigned"),
    MENTORSHIP_CHANGED("mentorship.changed"),
    MENTORSHIP_ENDED("mentorship.ended"),
    ORGANIZATION_REGISTERED("organization.registered"),
    ORGANIZATION_CHANGED("organization.changed"),
    PERSON_CREATED("person.created"),
    PERSON_CHANGED("person.changed"),
    PERSON_ERASED("person.erased"),
    PERSON_MERGED("person.merged"),
    PERSON_CONTINUED("person.continued"),
    PERSON_DEACTIVATED("person.deactivated"),
    PROGRAM_REGISTERED("program.registered"),
    PROGRAM_CHANGED("program.changed"),
    RULE_SET_PUBLISHED("rule-set.published"),
    RULE_SET_WITHDRAWN("rule-set.withdrawn"),
    RULE_SET_DRAFT_STARTED("rule-set-draft.started"),
    RULE_SET_DRAFT_CHANGED("rule-set-draft.changed"),
    RULE_SET_DRAFT_DISCARDED("rule-set-draft.discarded"),
    SUBSCRIPTION_CREATED("subscription.created"),
    SUBSCRIPTION_CHANGED("subscription.changed"),
    SUBSCRIPTION_DISABLED("subscription.disabled"),
    SUBSCRIPTION_REMOVED("subscription.removed"),
    SUBSCRIPTION_REPLAYED("subscription.replayed"),
    SUBSCRIPTION_SECRET_ADDED("subscription.secret-added"),
    SUBSCRIPTION_SECRET_REMOVED("subscription.secret-removed");

    private final String slug;

    EventType(String slug) {
        this.slug = slug;
    }

    /** Empty for what no act of this service is called. */
    static Optional<EventType> find(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
    }

    @Override
    public String toString() {
        return slug;
    }
}
