package org.continuum.readiness;

import java.util.ArrayList;
import java.util.List;
import org.continuum.rules.Assessment;
import org.continuum.rules.Remedy;
import org.continuum.rules.Requirement;

/**
 * What is told of one requirement.
 *
 * @param remedies in their own words where those may be told, in the rule's otherwise
 */
record ToldRequirement(Requirement requirement, Told told, List<Remedy> remedies) {
    /** @param read the same assessment from what who asks may read */
    static List<ToldRequirement> of(Assessment assessment, Assessment read) {
        List<ToldRequirement> all = new ArrayList<>();
        for (int i = 0; i < assessment.items().size(); i++) {
            all.add(of(assessment.items().get(i), read.items().get(i)));
        }
        return all;
    }

    private static ToldRequirement of(Assessment.Item item, Assessment.Item read) {
        Requirement requirement = item.requirement();
        return new ToldRequirement(
                requirement,
                new Told(item.finding(), read.finding()),
                item.remedies().stream()
                        .map(each -> read.remedies().contains(each) ? each : plain(requirement, each))
                        .distinct()
                        .toList());
    }

    /** How much of the work is done already is not told by its order either. */
    private static Remedy plain(Requirement requirement, Remedy remedy) {
        return new Remedy(
                remedy.party(), requirement.remedy().isEmpty() ? requirement.title() : requirement.remedy(), 1);
    }
}
