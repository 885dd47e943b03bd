package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.rules.RuleSet;

/**
 * A rule set as it was written: its exact bytes, its digest, and what they say.
 *
 * @param digest SHA-256 of the bytes, hexadecimal: names this version beyond doubt
 * @param standing official, sample or synthetic
 */
public record RuleSetDocument(
        byte[] bytes,
        String digest,
        String authority,
        String standing,
        List<String> notes,
        RuleSet ruleSet,
        List<WorkedCase> cases) {

    public RuleSetDocument {
        bytes = bytes.clone();
        notes = List.copyOf(notes);
        cases = List.copyOf(cases);
    }

    /**
     * Reads and validates a YAML or JSON document.
     *
     * @throws Problem with every mistake and its place
     */
    public static RuleSetDocument read(byte[] bytes) {
        Yaml.Read read = Yaml.read(bytes);
        Mistakes mistakes = new Mistakes(read.lines());
        Place document = new Place(read.root(), "", mistakes);
        RuleSet ruleSet = new RuleSetReader(document).read();
        String standing = document.text("standing");
        if (!List.of("official", "sample", "synthetic", "").contains(standing)) {
            document.at("standing").wrong("'" + standing + "' is no standing.", "Write official, sample or synthetic.");
        }
        String authority = document.text("authority");
        List<String> notes = document.list("notes", 0, 100, Place::text);
        List<WorkedCase> cases = new CaseReader(document, ruleSet).read();
        if (mistakes.any()) {
            throw new Problem(
                    ProblemType.INVALID_REQUEST,
                    "The rule set has " + mistakes.all().size() + " mistakes; see errors.",
                    mistakes.all());
        }
        return new RuleSetDocument(bytes, digest(bytes), authority, standing, notes, ruleSet, cases);
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
