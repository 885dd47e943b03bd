package org.continuum.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;

/** Makes records of evidence that is only supposed: held to all that real evidence is held to, and never kept. */
@ApplicationScoped
public class SupposeEvidence {
    /** How many records may be supposed at once. */
    public static final int MOST = 50;

    private final Acceptance acceptance;
    private final Parts parts;
    private final ObjectMapper json;

    SupposeEvidence(Acceptance acceptance, Parts parts, ObjectMapper json) {
        this.acceptance = acceptance;
        this.parts = parts;
        this.json = json;
    }

    /**
     * The records, in the order in which they were sent, as if they had been recorded last of all. Their ids are not ids of
     * anything: version 8, all ones, and counted from 1, so that the same question gets the same answer. Each may be about any
     * part of the record: a correction names the id under which what it replaces stands.
     *
     * @param asOf the day asked about: what is supposed may lie in the future, but no further
     * @param recordedAt when they are supposed to be recorded
     * @throws Problem with everything that speaks against any of them, at /suppose/0/score
     */
    public List<EvidenceRecord> suppose(
            Caller caller, UUID person, List<Submission> supposed, LocalDate asOf, Instant recordedAt) {
        List<Violation> violations = new ArrayList<>();
        Set<UUID> replaced = new HashSet<>();
        List<UUID> all = parts.of(person);
        List<Acceptance.Examined> examined = acceptance.examine(caller, supposed, Horizon.asked(asOf));
        for (int i = 0; i < supposed.size(); i++) {
            String at = "/suppose/" + i;
            speakingAgainst(all, supposed.get(i), examined.get(i), replaced)
                    .map(each -> new Violation(at + each.pointer(), each.detail(), each.fix()))
                    .forEach(violations::add);
        }
        if (!violations.isEmpty()) {
            throw new Problem(ProblemType.UNACCEPTABLE, "This cannot be supposed; see errors.", violations);
        }
        return asIfRecorded(caller, supposed, recordedAt);
    }

    /** The same records, of submissions that have been judged elsewhere, and may be about several persons. */
    public List<EvidenceRecord> asIfRecorded(Caller caller, List<Submission> judged, Instant recordedAt) {
        List<EvidenceRecord> records = new ArrayList<>();
        for (Submission each : judged) {
            records.add(record(number(records.size() + 1), each, caller.organization(), recordedAt));
        }
        return records;
    }

    private static Stream<Violation> speakingAgainst(
            List<UUID> parts, Submission submission, Acceptance.Examined examined, Set<UUID> replaced) {
        Envelope envelope = submission.envelope();
        if (!parts.contains(envelope.person())) {
            return Stream.of(new Violation(
                    "/person", "The question is about another person.", "Send the id of the person asked about."));
        }
        boolean forked = examined.forked() || envelope.supersedes() != null && !replaced.add(envelope.supersedes());
        return forked
                ? Stream.concat(examined.violations().stream(), Stream.of(Acceptance.ALREADY_SUPERSEDED))
                : examined.violations().stream();
    }

    private EvidenceRecord record(UUID id, Submission submission, UUID organization, Instant recordedAt) {
        Envelope envelope = submission.envelope();
        ObjectNode payload = payload(submission);
        return new EvidenceRecord(
                envelope.person(),
                id,
                submission.kind(),
                envelope.occurredOn(),
                recordedAt,
                0,
                organization,
                envelope.purpose(),
                envelope.assessorRole(),
                envelope.supersedes(),
                envelope.expiresOn(),
                envelope.requiredSignatures(),
                envelope.signatures().stream()
                        .map(each -> new EvidenceRecord.Signature(
                                each.role(), each.signer(), each.signedOn(), recordedAt, 0))
                        .toList(),
                null,
                payload,
                HexFormat.of().formatHex(Received.sha256(payload.toString().getBytes(StandardCharsets.UTF_8))));
    }

    /** Read back as stored evidence is, so that numbers are the same to the last digit. */
    private ObjectNode payload(Submission submission) {
        try {
            String written = json.writerFor(Submission.class).writeValueAsString(submission);
            return (ObjectNode) EvidenceLog.payloads(json).readTree(written);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A submission can always be written", e);
        }
    }

    private static UUID number(int nth) {
        return new UUID(0xFFFFFFFFFFFF8FFFL, 0xBFFFFFFFFFFF0000L + nth);
    }
}
