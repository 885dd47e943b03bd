package org.continuum.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.evidence.AddEvidence;
import org.continuum.evidence.Answer;
import org.continuum.trail.ServiceTime;

/** Says of a piece of a job what each of its rows would come to, by the judgement that recording them would pass. */
@ApplicationScoped
public class CheckRows {
    private final BulkJobs jobs;
    private final BulkLines lines;
    private final BulkRows rows;
    private final AddEvidence evidence;
    private final ServiceTime time;

    CheckRows(BulkJobs jobs, BulkLines lines, BulkRows rows, AddEvidence evidence, ServiceTime time) {
        this.jobs = jobs;
        this.lines = lines;
        this.rows = rows;
        this.evidence = evidence;
        this.time = time;
    }

    /** Does nothing if the job has moved on since the piece was read. */
    @Act
    public void check(Caller caller, UUID id, Piece piece) {
        BulkJob job = jobs.lock(caller.organization(), id);
        if (job.state() != BulkState.CHECKING || job.done() != piece.after()) {
            return;
        }
        List<Result> results = piece.results(answers(caller, id, piece.good()));
        rows.addVerdicts(id, results);
        jobs.checked(job, piece.upTo(), Piece.counts(results), time.now());
    }

    /** The log does not know yet what stands further up in the same file. */
    private List<Answer> answers(Caller caller, UUID id, List<ReadRow.Good> good) {
        List<Answer> answers = new ArrayList<>(evidence.judge(
                caller, good.stream().map(ReadRow.Good::candidate).toList()));
        List<String> references = good.stream()
                .map(ReadRow.Good::reference)
                .filter(Objects::nonNull)
                .toList();
        Map<String, byte[]> uses = lines.firstUses(id, references);
        for (int i = 0; i < answers.size(); i++) {
            byte[] first = good.get(i).reference() == null
                    ? null
                    : uses.get(good.get(i).reference());
            if (first != null && !(answers.get(i) instanceof Answer.Repeated)) {
                answers.set(
                        i,
                        Arrays.equals(first, good.get(i).line())
                                ? new Answer.RepeatsAnother(i)
                                : AddEvidence.otherContent());
            }
        }
        return answers;
    }
}
