package org.continuum.feed;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every type of event that an act of this service puts on the trail. A test holds this list, the acts and
 * {@code openapi/continuum-events.asyncapi.yaml} together: a new type is added here, and there with its data.
 */
enum EventType {
    DETERMINATION_FROZEN("determination.frozen"),
    EMPLOYMENT_STARTED("employment.started"),
    EMPLOYMENT_CHANGED("employment.changed"),
    EMPLOYMENT_ENDED("employment.ended"),
    ENROLLMENT_STARTED("enrollment.started"),
    ENROLLMENT_CHANGED("enrollment.changed"),
    ENROLLMENT_ENDED("enrollment.ended"),
    /** Corrections too: data names what the record supersedes. */
    EVIDENCE_SUBMITTED("evidence.submitted"),
    EVIDENCE_SIGNED("evidence.signed"),
    EVIDENCE_RETRACTED("evidence.retracted"),
    FRAMEWORK_IMPORTED("framework.imported"),
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
    PROGRAM_REGISTERED("program.registered"),
    PROGRAM_CHANGED("program.changed"),
    RULE_SET_PUBLISHED("rule-set.published"),
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
