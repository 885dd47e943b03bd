package org.continuum.feed;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Relation;

/**
 * Who may learn of what: the one place that says so. Grants will be asked here.
 *
 * <p>An organization sees all that it did itself and all that touches nobody's record, except how others have set up
 * their subscriptions, their drafts, and whom they have shut out. Of a person it sees what its
 * relation to the person calls for; whom an employer employs and guides is its own to know. Growth is the educator's and the
 * employer's: what is marked with that purpose reaches neither program nor authority.
 *
 * <p>A relation is looked up when the feed is read, and before each event that a webhook brings. Who becomes related to a
 * person finds what happened earlier by reading the feed from its beginning, or by reading the record.
 *
 * @param relations what the caller's organization has to do with the persons in question
 */
record Audience(UUID organization, Map<UUID, Set<Relation>> relations) {
    /** The first word of the types of events that each relation may see. */
    private static final Map<Relation, Set<String>> SUBJECTS = Map.of(
            Relation.REGISTRAR,
            Set.of("person"),
            Relation.PREPARATION_PROVIDER,
            Set.of("person", "enrollment", "determination", "licensing-decision", "license"),
            Relation.LICENSING_AUTHORITY,
            Set.of("person", "enrollment", "employment", "evidence", "determination", "licensing-decision", "license"),
            Relation.EMPLOYER,
            Set.of("person", "license"));

    /** What concerns nobody but the organization that did it. */
    private static final Set<String> OWN = Set.of("bulk-job", "exclusion", "rule-set-draft", "subscription");

    /** What a former learns: that her record is closed, or goes on under another id. What it has recorded stands there. */
    private static final Set<String> TO_A_FORMER = Set.of("person.erased", "person.deactivated", "person.merged");

    boolean mayLearnOf(Event event) {
        if (event.organization().equals(organization)) {
            return true;
        }
        UUID person = event.person();
        String subject = event.type().substring(0, event.type().indexOf('.'));
        if (person == null) {
            return !OWN.contains(subject);
        }
        if (subject.equals("grant")) {
            return mayLearnOfGrant(event, person);
        }
        Set<Relation> known = relations.getOrDefault(person, Set.of());
        if (known.contains(Relation.FORMER) && TO_A_FORMER.contains(event.type())) {
            return true;
        }
        boolean growth = "growth".equals(event.data().get("purpose"));
        return known.stream()
                .filter(relation -> !growth || relation == Relation.EMPLOYER)
                .anyMatch(relation -> SUBJECTS.getOrDefault(relation, Set.of()).contains(subject));
    }

    /** Who else may learn of a person is for those who hold the grant. */
    private boolean mayLearnOfGrant(Event event, UUID person) {
        return organization.toString().equals(event.data().get("organization"))
                || event.data().containsKey("jurisdiction")
                        && relations.getOrDefault(person, Set.of()).contains(Relation.LICENSING_AUTHORITY);
    }
}
