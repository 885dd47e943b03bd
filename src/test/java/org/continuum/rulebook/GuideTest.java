package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the guides show is true. */
class GuideTest {
    @Test
    void theRuleSetOfTheBoardsGuideIsGreen() throws IOException {
        String guide = Files.readString(Path.of("docs/boards.md"));
        int begin = guide.indexOf("```yaml\n") + 8;
        String shown = guide.substring(begin, guide.indexOf("```\n", begin));
        RuleSetDocument document = RuleSetDocument.read(shown.getBytes(StandardCharsets.UTF_8));

        assertEquals(1, document.cases().size());
        assertEquals(List.of(), SelfTest.run(document.ruleSet(), document.cases()));
    }

    @Test
    void theReferenceNamesEveryOperator() throws IOException {
        String reference = Files.readString(Path.of("docs/rule-language.md"));
        for (String operator : ExpressionReader.OPERATORS) {
            assertTrue(reference.contains("`" + operator), operator);
        }
    }
}
