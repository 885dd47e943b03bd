package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.rules.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * A rule set as it was written: its exact bytes, its digest, and what they say.
 *
 * @param digest SHA-256 of the bytes, hexadecimal: names this version beyond doubt
 * @param standing official, sample or synthetic
 * @param appeal how its answers may be appealed; null where it does not say
 * @param layer what it has been laid on; null for a rule set that stands by itself
 * @param withdrawal what was said of it since it was published; null while it stands
 */
public record RuleSetDocument(
        byte[] bytes,
        String digest,
        String authority,
        String standing,
        List<String> notes,
        RuleSet ruleSet,
        @Nullable AppealTerms appeal,
        List<WorkedCase> cases,
        @Nullable Layer layer,
        @Nullable Withdrawal withdrawal) {

    public RuleSetDocument {
        bytes = bytes.clone();
        notes = List.copyOf(notes);
        cases = List.copyOf(cases);
    }

    /**
     * Reads and validates a YAML or JSON document that stands by itself.
     *
     * @throws Problem with every mistake and its place
     */
    public static RuleSetDocument read(byte[] bytes) {
        return read(bytes, none -> Optional.empty());
    }

    /**
     * Reads and validates a document that lies on another, if it extends that one.
     *
     * @throws Problem with every mistake and its place
     */
    public static RuleSetDocument read(byte[] bytes, RuleSetDocument floor) {
        return read(
                bytes,
                extended -> Optional.of(floor)
                        .filter(any -> any.ruleSet().id().equals(extended.ruleSet()))
                        .filter(any -> extended.version() == null
                                || any.ruleSet().version().equals(extended.version())));
    }

    /**
     * Reads and validates a YAML or JSON document.
     *
     * @param floors finds what a layer extends
     * @throws Problem with every mistake and its place
     */
    static RuleSetDocument read(byte[] bytes, Function<Layering.Extended, Optional<RuleSetDocument>> floors) {
        return read(bytes, floors, true);
    }

    /**
     * As above, of a document that comes in, and not of one that was published once.
     *
     * @throws Problem also for text that cannot be kept
     */
    static RuleSetDocument accept(byte[] bytes, Function<Layering.Extended, Optional<RuleSetDocument>> floors) {
        Yaml.refuseUnfitText(bytes);
        return read(bytes, floors);
    }

    /**
     * The same layer on another version of its floor; where that asks for more than the layer's number, its own counts.
     *
     * @throws Problem if the layer does not fit it
     */
    RuleSetDocument on(RuleSetDocument floor) {
        return read(bytes, any -> Optional.of(floor), false);
    }

    /** Bytes of what was written, of a layer with those of its floor. */
    int size() {
        return bytes.length + (layer == null ? 0 : layer.floor().size());
    }

    RuleSetDocument withdrawn(@Nullable Withdrawal since) {
        return since == null
                ? this
                : new RuleSetDocument(bytes, digest, authority, standing, notes, ruleSet, appeal, cases, layer, since);
    }

    /** When it is the law. */
    Enactment enactment() {
        return new Enactment(
                ruleSet.id(),
                ruleSet.version(),
                digest,
                ruleSet.enacted(),
                ruleSet.effectiveFrom(),
                ruleSet.effectiveTo(),
                withdrawal);
    }

    private static RuleSetDocument read(
            byte[] bytes, Function<Layering.Extended, Optional<RuleSetDocument>> floors, boolean asWritten) {
        Yaml.Read read = Yaml.read(bytes);
        Mistakes mistakes = new Mistakes(read.lines());
        Place written = new Place(read.root(), "", mistakes);
        if (!read.root().has("extends")) {
            return read(bytes, written, written, null);
        }
        Layering layering = Layering.of(written, floors, asWritten).orElseThrow(() -> refused(mistakes));
        JsonNode laid = layering.laid();
        return read(bytes, written, new Place(laid, "", mistakes.above(layering.floorRequirements())), layering);
    }

    private static RuleSetDocument read(byte[] bytes, Place written, Place document, @Nullable Layering layering) {
        RuleSetReader reader = new RuleSetReader(document, written);
        RuleSet ruleSet = reader.read();
        String standing = document.text("standing");
        if (!List.of("official", "sample", "synthetic", "").contains(standing)) {
            document.at("standing").wrong("'" + standing + "' is no standing.", "Write official, sample or synthetic.");
        }
        String authority = document.text("authority");
        List<String> notes = document.list("notes", 0, 100, Place::text);
        AppealTerms appeal = document.optional("appeal", AppealTerms::read);
        List<WorkedCase> cases = new CaseReader(document, ruleSet).read();
        if (written.mistakes().any()) {
            throw refused(written.mistakes());
        }
        return new RuleSetDocument(
                bytes,
                digest(bytes),
                authority,
                standing,
                notes,
                ruleSet,
                appeal,
                cases,
                layering == null ? null : layering.layer(reader),
                null);
    }

    private static Problem refused(Mistakes mistakes) {
        int found = mistakes.all().size();
        return new Problem(
                ProblemType.INVALID_REQUEST,
                "The rule set has " + found + (found == 1 ? " mistake" : " mistakes") + "; see errors.",
                mistakes.all());
    }

    /** The document as a tree, for JSON readers. */
    public JsonNode tree() {
        return Yaml.read(bytes).root();
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
