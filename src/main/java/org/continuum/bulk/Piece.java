package org.continuum.bulk;

import java.util.ArrayList;
import java.util.List;
import org.continuum.evidence.Answer;
import org.continuum.evidence.Candidate;

/**
 * Rows that go through a pass together, in one transaction.
 *
 * @param after the number of the row before the first
 * @param upTo the number of the last
 */
record Piece(int after, int upTo, List<ReadRow> rows) {
    List<ReadRow.Good> good() {
        List<ReadRow.Good> good = new ArrayList<>(rows.size());
        for (ReadRow row : rows) {
            if (row instanceof ReadRow.Good one) {
                good.add(one);
            }
        }
        return good;
    }

    List<Candidate> candidates() {
        return good().stream().map(ReadRow.Good::candidate).toList();
    }

    /** @param answers to the good rows, in their order */
    List<Result> results(List<Answer> answers) {
        List<Result> results = new ArrayList<>(rows.size());
        int next = 0;
        for (ReadRow row : rows) {
            results.add(Result.of(
                    row,
                    switch (row) {
                        case ReadRow.Good good -> answers.get(next++);
                        case ReadRow.Bad(int number, var problem) -> new Answer.Refused(problem);
                    }));
        }
        return results;
    }

    static BulkJobs.Counts counts(List<Result> results) {
        int good = 0;
        int duplicates = 0;
        int rejected = 0;
        for (Result result : results) {
            switch (result.state()) {
                case ACCEPTABLE, ACCEPTED -> good++;
                case DUPLICATE -> duplicates++;
                case REJECTED -> rejected++;
                case UNDONE, KEPT -> throw new IllegalStateException("No pass over rows ends there");
            }
        }
        return new BulkJobs.Counts(good, duplicates, rejected);
    }
}
