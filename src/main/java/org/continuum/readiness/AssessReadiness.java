package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.evidence.EvidenceLog;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.evidence.SupposeEvidence;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.rulebook.Enactment;
import org.continuum.rulebook.Layer;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rulebook.Rulebook;
import org.continuum.rules.Assessment;
import org.continuum.rules.Effort;
import org.continuum.rules.Fact;
import org.continuum.rules.Question;
import org.continuum.rules.RuleSet;
import org.continuum.trail.PersonRecord;
import org.continuum.trail.ServiceTime;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rules about one person's records.
 *
 * <p>Where the record ends is read first, and nothing that was added behind that is looked at: an answer is computed from
 * one state of the record, which it names.
 */
@ApplicationScoped
public class AssessReadiness {
    private static final int LONGEST_NAME = 80;
    private static final String LICENSE_TYPE = "#query/licenseType";
    private static final String LAYER = "#query/layer";

    private final PersonRecord record;
    private final Parts parts;
    private final EvidenceLog evidence;
    private final OwnLicenses licenses;
    private final SupposeEvidence suppose;
    private final Rulebook rulebook;
    private final RuleMakers makers;
    private final Readers readers;
    private final ServiceTime time;

    AssessReadiness(
            PersonRecord record,
            Parts parts,
            EvidenceLog evidence,
            OwnLicenses licenses,
            SupposeEvidence suppose,
            Rulebook rulebook,
            RuleMakers makers,
            Readers readers,
            ServiceTime time) {
        this.record = record;
        this.parts = parts;
        this.evidence = evidence;
        this.licenses = licenses;
        this.suppose = suppose;
        this.rulebook = rulebook;
        this.makers = makers;
        this.readers = readers;
        this.time = time;
    }

    /**
     * A question with the versions of the rules that it may be about.
     *
     * @param layer the local rule set under which it is asked; null for the rules alone
     * @param place where the request names the license type
     * @param layerPlace where it names the layer
     */
    private record Asked(
            Question question,
            List<Enactment> versions,
            @Nullable String layer,
            String place,
            String layerPlace) {}

    /** Of whose records it is asked, as they are and as they are supposed to be, and who asks. */
    private record Found(
            UUID person,
            List<EvidenceRecord> recorded,
            List<OwnLicenses.Happening> issued,
            List<EvidenceRecord> supposed,
            Reader reader) {}

    /**
     * @param layer the local rule set under which it is asked; null for the rules alone
     * @throws Problem if no rule reaches the license type
     */
    Readiness assess(Caller caller, UUID person, String licenseType, @Nullable String layer, AsOf dates) {
        PersonRecord.End end = record.end(person);
        Asked asked = asked(licenseType, layer, dates, time.after(end.recordedAt()), LICENSE_TYPE);
        return answers(caller, person, end, List.of(asked), List.of()).getFirst();
    }

    /** @throws Problem as above, with everything that is wrong about any license type and anything supposed */
    List<Readiness> assess(Caller caller, UUID person, AskedReadiness question) {
        PersonRecord.End end = record.end(person);
        Instant now = time.after(end.recordedAt());
        List<Violation> wrong = new ArrayList<>();
        List<Asked> asked = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < question.licenseTypes().size(); i++) {
            String licenseType = question.licenseTypes().get(i);
            String place = "/licenseTypes/" + i;
            if (!seen.add(licenseType)) {
                wrong.add(new Violation(place, "Is there twice.", "Send it once."));
            } else if (licenseType.isEmpty() || licenseType.length() > LONGEST_NAME) {
                wrong.add(new Violation(place, "Not 1 to 80 characters.", "See GET /license-types."));
            } else {
                collect(wrong, () -> asked.add(asked(licenseType, question.layer(), question.dates(), now, place)));
            }
        }
        List<EvidenceRecord> supposed = new ArrayList<>();
        if (!question.suppose().isEmpty() && !asked.isEmpty()) {
            LocalDate asOf =
                    earliest(asked.stream().map(one -> one.question().asOf()).toList());
            Instant known = earliest(asked.stream()
                    .map(one -> one.question().evidenceKnownAsOf())
                    .toList());
            collect(wrong, () -> supposed.addAll(suppose.suppose(caller, person, question.suppose(), asOf, known)));
        }
        refuse(wrong);
        return answers(caller, person, end, asked, supposed);
    }

    /**
     * For keeping: the person's record is locked until the act ends, so that nothing can still be recorded of what the
     * answer says was known. It knows no more than is known now.
     *
     * @throws Problem "forbidden" where it would keep what the caller may not read; "conflict" if a merge was quicker: by the
     *     number of a part alone, half of the record would be left out
     */
    Readiness hold(Caller caller, UUID person, AskedDetermination question) {
        PersonRecord.End end = record.hold(person);
        parts.requireSurvivor(person);
        Asked asked =
                asked(question.licenseType(), question.layer(), question.dates(), end.recordedAt(), "/licenseType");
        Question known = new Question(
                asked.question().licenseType(),
                asked.question().asOf(),
                earliest(List.of(asked.question().evidenceKnownAsOf(), end.recordedAt())),
                asked.question().rulesKnownAsOf());
        Readiness answer = answers(
                        caller,
                        person,
                        end,
                        List.of(new Asked(known, asked.versions(), asked.layer(), asked.place(), asked.layerPlace())),
                        List.of())
                .getFirst();
        if (!answer.tellsAll()) {
            throw new Problem(ProblemType.FORBIDDEN, "Only who may read all records that an answer rests on keeps it.");
        }
        return answer;
    }

    /**
     * The same question again, later: what was recorded since is ignored.
     *
     * @param position how far the person's record went when it was first asked
     */
    Readiness again(Determination frozen, long position) {
        boolean layered = rulebook.get(frozen.ruleSetDigest()).layer() != null;
        Asked asked = new Asked(
                frozen.question(),
                rulebook.about(frozen.licenseType()),
                layered ? frozen.ruleSet() : null,
                LICENSE_TYPE,
                LAYER);
        UUID person = frozen.person();
        return affordable(
                asked,
                new Found(person, evidence.of(person), licenses.of(person), List.of(), Reader.OF_ALL),
                position,
                Effort.ofARequest());
    }

    private Asked asked(String licenseType, @Nullable String layer, AsOf dates, Instant now, String place) {
        String layerPlace = place.equals(LICENSE_TYPE) ? LAYER : "/layer";
        List<Enactment> versions = at(place, layerPlace, () -> rulebook.about(licenseType));
        ZoneId zone = rulebook.read(versions.getFirst()).ruleSet().zone();
        Question question = new Question(
                licenseType,
                dates.factsAsOf(now, zone),
                dates.evidenceKnownAsOf(now, zone),
                dates.rulesKnownAsOf(now, zone));
        return new Asked(question, versions, layer, place, layerPlace);
    }

    private List<Readiness> answers(
            Caller caller, UUID person, PersonRecord.End end, List<Asked> asked, List<EvidenceRecord> supposed) {
        Found found = new Found(person, evidence.of(person), licenses.of(person), supposed, readers.of(caller, person));
        List<Violation> wrong = new ArrayList<>();
        List<Readiness> answers = new ArrayList<>();
        Effort effort = Effort.ofARequest();
        for (Asked one : asked) {
            long position = record.position(person, one.question().evidenceKnownAsOf(), end);
            collect(wrong, () -> answers.add(affordable(one, found, position, effort)));
        }
        refuse(wrong);
        return answers;
    }

    private Readiness affordable(Asked asked, Found found, long position, Effort effort) {
        try {
            return answer(asked, found, position, effort);
        } catch (Effort.Exceeded tooMuch) {
            throw new Problem(
                    ProblemType.UNACCEPTABLE,
                    "The question asks for too much at once.",
                    List.of(new Violation(
                            asked.place(),
                            "There is " + tooMuch.getMessage() + ".",
                            "Ask for fewer license types at once and suppose less; if it is one alone, tell the rule set's"
                                    + " authority.")));
        }
    }

    private Readiness answer(Asked asked, Found found, long position, Effort effort) {
        Question question = asked.question();
        RuleSetDocument made = rulebook.read(asked.versions().getFirst());
        Records records = Records.of(
                found.recorded(), found.issued(), found.supposed(), position, makers.counting(made), found.reader());
        List<Fact> facts = records.readsAll() || makers.isAuthoritys(made) ? records.facts() : records.read();
        Rulebook.Applying applying = at(
                asked.place(),
                asked.layerPlace(),
                () -> rulebook.inForce(asked.versions(), asked.layer(), facts, question, effort));
        RuleSet rules = applying.document().ruleSet();
        Assessment read = Assessment.of(rules, records.read(), question, effort);
        Assessment assessment = facts.size() == records.read().size()
                ? read
                : bounded(Assessment.of(rules, facts, question, effort), read, applying.document());
        if (assessment.outcome() == null || applying.onlyTheLayerApplies(assessment)) {
            throw new Problem(
                    ProblemType.UNACCEPTABLE,
                    "No requirement applies, so there is nothing to be ready for.",
                    List.of(new Violation(
                            asked.place(),
                            "No requirement of " + applying.document().ruleSet().id() + " reaches this question.",
                            "Check the license type and the dates.")));
        }
        return Readiness.of(found.person(), position, applying, assessment, assessment.outcome(), read, records);
    }

    /**
     * By statuses alone a rule of one's own making could find out any number on the record: what a layer asks that no licensing
     * authority has made is asked of the records that who asks may read; what it leaves alone, of all.
     */
    private Assessment bounded(Assessment whole, Assessment read, RuleSetDocument document) {
        Layer layer = document.layer();
        if (layer == null || makers.isAuthoritys(document)) {
            return whole;
        }
        List<Assessment.Item> items = new ArrayList<>();
        for (int i = 0; i < whole.items().size(); i++) {
            Assessment.Item item = whole.items().get(i);
            items.add(layer.touches(item.requirement().id()) ? read.items().get(i) : item);
        }
        return Assessment.of(whole.question(), items);
    }

    /** The rulebook does not know where a request names the license type and the layer. */
    private static <T> T at(String place, String layerPlace, Supplier<T> question) {
        try {
            return question.get();
        } catch (Problem problem) {
            throw new Problem(
                    problem.type(),
                    problem.detail(),
                    problem.violations().stream()
                            .map(each -> switch (each.pointer()) {
                                case LICENSE_TYPE -> new Violation(place, each.detail(), each.fix());
                                case LAYER -> new Violation(layerPlace, each.detail(), each.fix());
                                default -> each;
                            })
                            .toList());
        }
    }

    /** Goes on after what is unacceptable, so that all of it is told; a body that does not fit the contract ends it. */
    private static void collect(List<Violation> wrong, Runnable step) {
        try {
            step.run();
        } catch (Problem problem) {
            if (problem.type() != ProblemType.UNACCEPTABLE) {
                throw problem;
            }
            wrong.addAll(problem.violations());
        }
    }

    private static void refuse(List<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw new Problem(ProblemType.UNACCEPTABLE, "The question cannot be answered; see errors.", wrong);
        }
    }

    private static <T extends Comparable<? super T>> T earliest(List<T> all) {
        return all.stream().min(Comparator.naturalOrder()).orElseThrow();
    }
}
