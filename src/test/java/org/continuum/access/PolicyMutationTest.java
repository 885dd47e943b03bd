package org.continuum.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** The matrix sees every line of the policy: with one changed, at least one cell turns red. */
@QuarkusTest
class PolicyMutationTest {
    private static final Logger LOG = Logger.getLogger(PolicyMutationTest.class);

    @Inject
    PolicyOnTrial trial;

    @Test
    void no_line_can_be_changed_without_the_matrix_seeing_it() {
        Policy truth = trial.policy();
        Map<String, List<Cell>> matrix = new Matrix(Parties.meet(), truth).cells();
        List<Mutant> mutants = Mutant.of(truth, matrix);
        List<String> unseen = new ArrayList<>();
        try {
            for (Mutant mutant : mutants) {
                trial.put(mutant.policy());
                if (!mutant.isSeen(matrix.get(mutant.operation()), truth)) {
                    unseen.add(mutant.toString());
                }
            }
        } finally {
            trial.put(truth);
        }
        LOG.infof("policy mutants: %d, seen %d", mutants.size(), mutants.size() - unseen.size());
        assertThat(mutants).hasSizeGreaterThan(1000);
        assertThat(unseen).isEmpty();
    }
}
