package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.continuum.rules.Effort;
import org.junit.jupiter.api.Test;

/** The same question about the same records has the same answer, also in another process, where sets have another order. */
class OtherProcessTest {
    private static final int PROCESSES = 4;

    @Test
    void everyWorkedCaseIsAnsweredAlikeToTheLetter() throws Exception {
        Set<String> orders = new HashSet<>();
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < PROCESSES; i++) {
            String said = answersOfAnotherProcess();
            int end = said.indexOf('\n');
            orders.add(said.substring(0, end));
            answers.add(said.substring(end));
        }
        assertTrue(orders.size() > 1, () -> "the processes are all alike, so nothing is shown: " + orders);
        assertEquals(1, answers.size());
        assertTrue(answers.iterator().next().lines().count() > 1_000);
    }

    private static String answersOfAnotherProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcessTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    /**
     * In the other process: an order that is its own, then all that is found, used, rejected, missing and to be done. Numbers that
     * lie close together would be in one of few orders.
     */
    public static void main(String... none) {
        Set<String> some =
                Set.of(IntStream.range(0, 1_000).mapToObj(Integer::toString).toArray(String[]::new));
        System.out.println(some.stream().collect(Collectors.joining(" ")));
        for (Path file : Documents.all()) {
            RuleSetDocument document = Documents.read(file);
            for (WorkedCase worked : document.cases()) {
                worked.questions().forEach(asked -> tell(document, worked, asked));
            }
        }
    }

    private static void tell(RuleSetDocument document, WorkedCase worked, WorkedCase.Asked asked) {
        SelfTest.answer(document.ruleSet(), worked, asked, Effort.ofARequest())
                .items()
                .forEach(item ->
                        System.out.println(item.requirement().id() + " " + item.finding() + " " + item.remedies()));
    }
}
