package org.continuum.readiness;

import java.util.List;

/** The answer as plain text, fit for a letter: every requirement with its clause, none left out. */
final class Letter {
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    private Letter() {}

    static String of(Readiness answer) {
        Letter letter = new Letter();
        letter.write(answer);
        return letter.text.toString();
    }

    private void write(Readiness answer) {
        line(
                0,
                "READINESS FOR " + answer.licenseType() + ": "
                        + Readiness.spoken(answer.outcome()).toUpperCase(java.util.Locale.ROOT));
        line(0, "");
        line(0, "Person " + answer.person());
        line(
                0,
                "Facts as of " + answer.asOf() + "; evidence as known on " + answer.evidenceKnownAsOf()
                        + "; rules as known on " + answer.rulesKnownAsOf() + ".");
        line(
                0,
                "Rules: " + answer.rules().title() + ", version "
                        + answer.rules().version() + " ("
                        + answer.rules().standing() + "), by " + answer.rules().authority() + ". It applies because "
                        + answer.rules().why() + ".");
        layer(answer.rules());
        answer.requirements().forEach(this::requirement);
        if (!answer.next().isEmpty()) {
            line(0, "");
            line(0, "WHAT WOULD CHANGE THIS, least work first");
            answer.next().forEach(move -> line(2, move.requirement() + " (" + move.party() + "): " + move.action()));
        }
        line(0, "");
        line(
                0,
                "This answer states what the rules say about the records. It is advice: a license is granted or denied"
                        + " by a named person with authority, and may be appealed.");
        line(
                0,
                "Rule set " + answer.rules().ruleSet() + " sha256 "
                        + answer.rules().digest() + ", engine " + answer.engine());
        if (answer.rules().floor() != null) {
            line(
                    0,
                    "It lies on " + answer.rules().floor().ruleSet() + " sha256 "
                            + answer.rules().floor().digest());
        }
    }

    /** Whose rules these are, where they are not of one maker. */
    private void layer(Readiness.Rules rules) {
        if (rules.floor() == null || rules.parameters() == null) {
            return;
        }
        line(
                2,
                "It adds to: " + rules.floor().title() + ", version "
                        + rules.floor().version() + " ("
                        + rules.floor().standing() + "), by " + rules.floor().authority() + ", which applies because "
                        + rules.floor().why() + ".");
        rules.parameters()
                .forEach(each -> line(
                        2,
                        each.name() + " is " + each.value() + " by " + each.ruleSet()
                                + (each.citation() == null
                                        ? ""
                                        : " [" + each.citation().label() + "]")
                                + (each.value().equals(each.floorValue())
                                        ? ""
                                        : "; " + each.floorValue() + " by "
                                                + rules.floor().ruleSet())
                                + "; asked for by " + String.join(", ", each.requirements())));
    }

    private void requirement(Readiness.Item item) {
        line(0, "");
        line(
                0,
                item.id() + "  " + Readiness.spoken(item.status()).toUpperCase(java.util.Locale.ROOT)
                        + (item.basis() == null || item.basis().equals("direct") ? "" : " (" + item.basis() + ")")
                        + " — "
                        + item.title());
        line(4, "[" + item.citation().label() + "]" + (item.ruleSet() == null ? "" : " of " + item.ruleSet()));
        item.found().stream().filter(found -> !found.isEmpty()).forEach(found -> line(4, "Found: " + found));
        parts(item.parts(), 4);
        item.evidenceUsed()
                .forEach(used -> line(4, "Used: " + used.kind() + " of " + used.occurredOn() + " (" + used.id() + ")"));
        item.evidenceRejected()
                .forEach(rejected -> line(
                        4,
                        "Not counted: " + rejected.kind() + " of " + rejected.occurredOn() + " (" + rejected.id()
                                + "): " + rejected.reason()));
        item.shortfalls()
                .forEach(missing -> line(
                        4,
                        "Short by " + missing.amount() + ": " + missing.of()
                                + (missing.missing().isEmpty() ? "" : " " + missing.missing())));
    }

    private void parts(List<Readiness.Part> parts, int indent) {
        for (Readiness.Part part : parts) {
            if (!part.label().isEmpty() || !part.found().isEmpty()) {
                line(
                        indent,
                        "- " + (part.label().isEmpty() ? "" : part.label() + ": ")
                                + Readiness.spoken(part.status())
                                + (part.found().isEmpty() ? "" : " — " + String.join("; ", part.found())));
            }
            parts(part.parts(), part.label().isEmpty() && part.found().isEmpty() ? indent : indent + 2);
        }
    }

    private void line(int indent, String words) {
        int at = indent;
        text.append(" ".repeat(indent));
        for (String word : words.split(" ")) {
            if (at > indent && at + word.length() + 1 > WIDTH) {
                text.append('\n').append(" ".repeat(indent + 2));
                at = indent + 2;
            } else if (at > indent) {
                text.append(' ');
                at++;
            }
            text.append(word);
            at += word.length();
        }
        text.append('\n');
    }
}
