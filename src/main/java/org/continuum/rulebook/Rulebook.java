package org.continuum.rulebook;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.rules.Assessment;
import org.continuum.rules.Effort;
import org.continuum.rules.Fact;
import org.continuum.rules.Question;
import org.continuum.rules.RuleSet;
import org.continuum.rules.Status;
import org.jspecify.annotations.Nullable;

/** The published rule sets: which of them applies to whom. */
@ApplicationScoped
public class Rulebook {
    private static final String LICENSE_TYPE = "#query/licenseType";

    private final Publications publications;
    private final Cache<String, RuleSetDocument> laid = KeptDocuments.of(KeptDocuments.BYTES);

    Rulebook(Publications publications) {
        this.publications = publications;
    }

    /**
     * The version that applies.
     *
     * @param anchorDay the date of the person's that selected it
     * @param withdrawn the versions that would have come before it, had they not been withdrawn
     * @param floor what applies without the layer; null where no layer was asked for
     */
    public record Applying(
            RuleSetDocument document,
            LocalDate anchorDay,
            List<RuleSetDocument> withdrawn,
            @Nullable Applying floor) {
        public Applying {
            withdrawn = List.copyOf(withdrawn);
        }

        /** A layer adds to what the floor asks; where that asks nothing of a person, there is nothing to add to. */
        public boolean onlyTheLayerApplies(Assessment assessment) {
            Layer layer = document.layer();
            return layer != null
                    && assessment.items().stream()
                            .filter(item -> item.finding().status() != Status.NOT_APPLICABLE)
                            .allMatch(item -> layer.adds(item.requirement().id()));
        }

        /**
         * Why this version, in words.
         *
         * @param tellsDay whether the day that selected it is told
         */
        public String why(boolean tellsDay) {
            RuleSet rules = document.ruleSet();
            return (floor == null
                            ? ""
                            : "it lies on version " + floor.document().ruleSet().version() + " of "
                                    + floor.document().ruleSet().id() + ", which applies; ")
                    + (rules.anchor() == null ? "the as-of date " : rules.anchor() + " ")
                    + (tellsDay ? anchorDay + " " : "") + "lies in its effective time from " + rules.effectiveFrom()
                    + (rules.effectiveTo() == null ? "" : " to " + rules.effectiveTo())
                    + "; of the versions known then it was enacted last, on " + rules.enacted() + words(withdrawn);
        }
    }

    private static String words(List<RuleSetDocument> withdrawn) {
        return withdrawn.stream()
                .map(each -> "; version " + each.ruleSet().version() + " of "
                        + each.ruleSet().id() + " "
                        + (each.withdrawal() == null ? "" : each.withdrawal().words()))
                .collect(Collectors.joining());
    }

    /** Every version about the license type, the one enacted last first; the problem "unacceptable" if there is none. */
    public List<Enactment> about(String licenseType) {
        List<Enactment> versions = publications.about(licenseType);
        if (versions.isEmpty()) {
            throw refused(
                    LICENSE_TYPE, "No rule set is published about '" + licenseType + "'.", "See GET /license-types.");
        }
        return versions;
    }

    /**
     * Of the versions about the license type, the one enacted last among those enacted by then and not withdrawn whose
     * effective time holds the date that it is anchored to.
     *
     * @param versions the one enacted last first
     * @throws Effort.Exceeded where finding that date takes too much
     */
    public Applying inForce(List<Enactment> versions, Collection<Fact> facts, Question question, Effort effort) {
        LocalDate known = question.rulesKnownAsOf();
        return last(
                versions.stream().filter(version -> version.isKnown(known)),
                document -> document.ruleSet().anchorDay(facts, question, effort),
                known,
                withdrawn -> refused(
                        LICENSE_TYPE,
                        "No rule set about '" + question.licenseType() + "' is in force at the dates asked for"
                                + words(withdrawn) + ".",
                        "Ask for other dates, or see GET /rule-sets."));
    }

    /**
     * The same, under a layer: of its versions that lie on what is in force without it, the one enacted last.
     *
     * @param layer a local rule set; null for none
     */
    public Applying inForce(
            List<Enactment> versions,
            @Nullable String layer,
            Collection<Fact> facts,
            Question question,
            Effort effort) {
        Applying floor = inForce(versions, facts, question, effort);
        if (layer == null) {
            return floor;
        }
        LocalDate day = floor.anchorDay();
        LocalDate known = question.rulesKnownAsOf();
        Applying chosen = last(
                publications.of(layer).stream().filter(version -> version.wouldGovern(day, known)),
                document -> Optional.of(day).filter(any -> liesOn(document.layer(), floor.document())),
                known,
                withdrawn -> refused(
                        "#query/layer",
                        "No version of '" + layer + "' lies on version "
                                + floor.document().ruleSet().version() + " of '"
                                + floor.document().ruleSet().id() + "' at the dates asked for" + words(withdrawn) + ".",
                        "Leave the layer out, or publish a version of it for these rules."));
        return new Applying(laidOn(chosen.document(), floor.document()), day, chosen.withdrawn(), floor);
    }

    private static boolean liesOn(@Nullable Layer layer, RuleSetDocument floor) {
        return layer != null
                && layer.floor().ruleSet().id().equals(floor.ruleSet().id())
                && (layer.onlyVersion() == null
                        || layer.onlyVersion().equals(floor.ruleSet().version()));
    }

    private RuleSetDocument laidOn(RuleSetDocument document, RuleSetDocument floor) {
        if (document.layer() != null && document.layer().floor().digest().equals(floor.digest())) {
            return document;
        }
        try {
            return laid.get(document.digest() + floor.digest(), both -> document.on(floor));
        } catch (Problem unfit) {
            throw new Problem(
                    ProblemType.UNACCEPTABLE,
                    "The layer does not fit the version of its floor that applies; see errors.",
                    unfit.violations());
        }
    }

    /**
     * The last one enacted of those that are not withdrawn, with those that are and would have come before it. Documents are read
     * as far as that one: a license type may have many.
     *
     * @param versions the one enacted last first
     * @param anchored the day by which a version is chosen; empty for one that cannot be
     */
    private Applying last(
            Stream<Enactment> versions,
            Function<RuleSetDocument, Optional<LocalDate>> anchored,
            LocalDate known,
            Function<List<RuleSetDocument>, Problem> none) {
        List<RuleSetDocument> withdrawn = new ArrayList<>();
        for (Enactment version : (Iterable<Enactment>) versions::iterator) {
            RuleSetDocument document = publications.read(version);
            Optional<LocalDate> day = anchored.apply(document).filter(each -> version.wouldGovern(each, known));
            if (day.isPresent() && version.isWithdrawn(day.get(), known)) {
                withdrawn.addFirst(document);
            } else if (day.isPresent()) {
                return new Applying(document, day.get(), withdrawn, null);
            }
        }
        throw none.apply(withdrawn);
    }

    private static Problem refused(String pointer, String detail, String fix) {
        return new Problem(
                ProblemType.UNACCEPTABLE,
                "The question cannot be answered; see errors.",
                List.of(new Violation(pointer, detail, fix)));
    }

    /** What the version says. */
    public RuleSetDocument read(Enactment version) {
        return publications.read(version);
    }

    /** The version, or the problem "not found". */
    public RuleSetDocument get(String id, String version) {
        return publications.find(id, version).orElseThrow(Problem::notFound);
    }

    /** Whoever publishes the rule set; of a layer, the layer. */
    public UUID publisher(RuleSetDocument document) {
        return publications.publisher(document.ruleSet().id()).orElseThrow();
    }

    /** The version with the digest as it was published, which a determination has kept. */
    public RuleSetDocument get(String digest) {
        return publications.get(digest);
    }
}
