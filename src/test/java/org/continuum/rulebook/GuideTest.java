package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guides show is true. */
class GuideTest {
    private static final String GUIDE = Documents.text(Path.of("docs/boards.md"));
    private static final List<String> RULES = shown("yaml");

    @TempDir
    private Path folder = Path.of("target");

    /** The snippets of the guide in this language, in their order. */
    private static List<String> shown(String language) {
        List<String> all = new ArrayList<>();
        Matcher block = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$").matcher(GUIDE);
        while (block.find()) {
            if (block.group(1).equals(language)) {
                all.add(block.group(2));
            }
        }
        return all;
    }

    private static String ruleSet() {
        return RULES.getFirst();
    }

    /** The rule set of the guide with what a later snippet says in place of what it said. */
    private static RuleSetDocument with(String snippet) {
        ObjectNode document = (ObjectNode) tree(ruleSet());
        document.remove("cases");
        tree(snippet).properties().forEach(part -> document.set(part.getKey(), part.getValue()));
        return Documents.read(document.toString());
    }

    private static JsonNode tree(String text) {
        return Yaml.read(text.getBytes(StandardCharsets.UTF_8)).root();
    }

    private static String about(String field) {
        return RULES.stream()
                .skip(1)
                .filter(snippet -> snippet.startsWith(field + ":"))
                .findFirst()
                .orElseThrow();
    }

    /** What the check says of the rule set of the guide, changed. */
    private String checked(String was, String is) throws IOException {
        assertTrue(ruleSet().contains(was), was);
        Path file = Files.writeString(folder.resolve("rules.yaml"), ruleSet().replace(was, is));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        CheckRules.check(List.of(file), new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    }

    @Test
    void theRuleSetIsGreen() {
        RuleSetDocument document = Documents.read(ruleSet());
        assertEquals(1, document.cases().size());
        assertEquals("", Documents.reds(document));
    }

    @Test
    void theCheckSaysWhatTheGuideShows() throws IOException {
        List<String> said = shown("");
        assertEquals(said.get(0), checked("", ""));
        assertEquals(said.get(1), checked("within:", "withn:"));
        assertEquals(said.get(2), checked("shortfalls: [4]", "shortfalls: [5]"));
    }

    @Test
    void theChangeIsToldAsTheGuideShowsIt() {
        RuleSetDocument later = Documents.read(ruleSet().replace("atLeast: 300", "atLeast: 320"));
        String told = RuleSetChanges.between(Documents.read(ruleSet()), later).text();
        assertTrue(told.contains(shown("").get(3)), told);
    }

    @Test
    void theLayerLiesOnTheRuleSetThatLeavesItSomething() {
        RuleSetDocument floor = with(about("given"));
        String layer = about("id");
        RuleSetDocument laid = RuleSetDocument.read(layer.getBytes(StandardCharsets.UTF_8), floor);
        assertEquals(
                List.of("hours 320"),
                laid.layer().parameters().stream()
                        .map(each -> each.name() + " " + each.value())
                        .toList());
    }

    @Test
    void theTermsOfAnAppealAreRead() {
        assertEquals(
                "Office of Hearings, Harbor", with(about("appeal")).appeal().to());
    }

    /** Each line of the snippet is a rule. */
    @Test
    void whatIsAskedOfLicensesIsRead() {
        List<String> rules = about("exists").lines().toList();
        assertEquals(3, rules.size());
        for (String rule : rules) {
            ObjectNode document = (ObjectNode) tree(ruleSet());
            document.remove("cases");
            document.withArray("requirements").forEach(requirement -> {
                if (requirement.path("id").asText().equals("hours")) {
                    ((ObjectNode) requirement).set("rule", tree(rule));
                }
            });
            assertEquals(List.of(), Documents.mistakes(document.toString()), rule);
        }
    }

    @Test
    void theReferenceNamesEveryOperator() {
        String reference = Documents.text(Path.of("docs/rule-language.md"));
        for (String operator : ExpressionReader.OPERATORS) {
            assertTrue(reference.contains("`" + operator), operator);
        }
    }
}
