package org.continuum.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.continuum.access.Caller;
import org.continuum.http.Cursor;
import org.continuum.http.Page;
import org.continuum.http.Paging;
import org.continuum.http.Problem;
import org.continuum.trail.PersonRecord;
import org.continuum.trail.Recorded;

/**
 * Reads a person's evidence for somebody who may see it.
 *
 * <p>A page is cut from the whole record, which is read at once: a record's status depends on its successors, wherever
 * they stand, and nobody has more than some hundred.
 */
@ApplicationScoped
class ReadEvidence {
    private final Sight sight;
    private final EvidenceLog log;
    private final PersonRecord record;
    private final ObjectReader submissions;

    ReadEvidence(Sight sight, EvidenceLog log, PersonRecord record, ObjectMapper json) {
        this.sight = sight;
        this.log = log;
        this.record = record;
        this.submissions = json.readerFor(Submission.class);
    }

    Page<EvidenceView> list(Caller caller, UUID person, EvidenceQuery query, AsOf asOf, Paging paging) {
        Predicate<EvidenceRecord> seen = sight.of(caller, person);
        Optional<UUID> after = paging.cursor().map(cursor -> cursor.id(0));
        List<EvidenceRecord> all = known(person, asOf);
        Map<UUID, EvidenceStatus> statuses = EvidenceStatus.of(all, asOf.day(), asOf.known());
        List<EvidenceView> found = all.stream()
                .dropWhile(each -> after.isPresent() && !each.id().equals(after.get()))
                .skip(after.isPresent() ? 1 : 0)
                .filter(each -> statuses.containsKey(each.id()))
                .filter(seen)
                .filter(query::asksFor)
                .limit(paging.limit() + 1L)
                .map(each -> view(each, statuses, asOf))
                .toList();
        return Page.of(found, paging.limit(), last -> Cursor.of(last.id()));
    }

    EvidenceView get(Caller caller, UUID person, UUID id, AsOf asOf) {
        Predicate<EvidenceRecord> seen = sight.of(caller, person);
        List<EvidenceRecord> all = known(person, asOf);
        Map<UUID, EvidenceStatus> statuses = EvidenceStatus.of(all, asOf.day(), asOf.known());
        return all.stream()
                .filter(each -> each.id().equals(id))
                .filter(each -> statuses.containsKey(each.id()))
                .filter(seen)
                .findFirst()
                .map(each -> view(each, statuses, asOf))
                .orElseThrow(Problem::notFound);
    }

    Received received(Caller caller, UUID person, UUID id) {
        sight.get(caller, person, id);
        return log.received(person, id);
    }

    /** What another record has brought in is known from that day on, however old it is; and so by its number. */
    private List<EvidenceRecord> known(UUID person, AsOf asOf) {
        List<EvidenceRecord> all = log.of(person);
        if (asOf.known().equals(Instant.MAX)) {
            return all;
        }
        long position = record.position(person, asOf.known(), record.end(person));
        return all.stream().filter(each -> each.personSeq() <= position).toList();
    }

    /**
     * The status of a record right after something was added to it, so that a repetition gets the same; in the act that adds, since
     * afterwards the record may not be the caller's to see any more.
     */
    EvidenceStatus statusWhen(Caller caller, UUID person, Recorded recorded) {
        sight.get(caller, person, recorded.id());
        LocalDate day = LocalDate.ofInstant(recorded.receipt().recordedAt(), ZoneOffset.UTC);
        Map<UUID, EvidenceStatus> statuses =
                EvidenceStatus.of(log.of(person), day, recorded.receipt().recordedAt());
        return Objects.requireNonNull(statuses.get(recorded.id()));
    }

    private EvidenceView view(EvidenceRecord one, Map<UUID, EvidenceStatus> statuses, AsOf asOf) {
        try {
            Submission submission = submissions.readValue(one.payload());
            EvidenceStatus status = Objects.requireNonNull(statuses.get(one.id()));
            return EvidenceView.of(one, status, submission, asOf.day(), asOf.known());
        } catch (IOException e) {
            throw new UncheckedIOException("The payload is not what was written", e);
        }
    }
}
