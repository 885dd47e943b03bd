package org.continuum.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The story in docs/story.md is what docs/story.sh prints, and README.md has its beginning. {@code -Dcontinuum.story=write}
 * puts what it prints now in their place.
 */
@QuarkusTest
class StoryTest {
    private static final Path README = Path.of("README.md");
    private static final Path WHOLE = Path.of("docs", "story.md");
    private static final String BEGIN = "```console\n$ docs/story.sh\n";
    private static final String END = "```\n";
    /** With it begins what README.md leaves to docs/story.md. */
    private static final String LATER = "\n# The board freezes";

    private static final String HERE = "http://[a-z0-9.]+:\\d+";

    @TestHTTPResource("/")
    URI service;

    @Test
    void theStoryIsToldAsItIs() throws IOException, InterruptedException {
        assumeTrue("true".equals(System.getenv("CI")) || installed("curl") && installed("sh"), "no curl, no story");
        String told = tell();
        assertThat(told).contains(LATER);
        holds(WHOLE, told);
        holds(README, told.substring(0, told.indexOf(LATER)));
    }

    private static void holds(Path page, String told) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END, begin);
        assertThat(begin).as("where the story begins in " + page).isGreaterThan(BEGIN.length());
        if ("write".equals(System.getProperty("continuum.story"))) {
            Files.writeString(
                    page,
                    text.substring(0, begin) + told.replaceAll(HERE, "http://127.0.0.1:8080") + text.substring(end));
            return;
        }
        assertThat(shape(text.substring(begin, end)))
                .as("run this test with -Dcontinuum.story=write if the story is right and " + page + " is not")
                .isEqualTo(shape(told));
    }

    private String tell() throws IOException, InterruptedException {
        Process story = new ProcessBuilder(
                        "sh", "docs/story.sh", service.toString().replaceAll("/$", ""))
                .redirectErrorStream(true)
                .start();
        String told = new String(story.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(story.waitFor()).as(told).isZero();
        return told;
    }

    /** Without what is another each time. */
    private static String shape(String told) {
        return told.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "{id}")
                .replaceAll("\\b[0-9a-f]{64}\\b", "{digest}")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "{time}")
                .replaceAll("(as\\s+of|known\\s+on|as-of\\s+date)\\s+\\d{4}-\\d{2}-\\d{2}", "$1 {day}")
                .replaceAll(HERE, "{service}")
                .replaceAll("position \\d+", "position 0")
                .replaceAll("had \\d+ entries, root [^ ]+", "had 0 entries, root 0")
                .replaceAll("\"(position|next)\":\"?\\d+\"?", "\"$1\":0")
                .replaceAll("\"signature\":\"[^\"]+\"", "\"signature\":\"{signature}\"")
                .replaceAll("\"number\":\"[^\"]+\"", "\"number\":\"{number}\"")
                .replaceAll("\"(asOf|issuedOn|startsOn|expiresOn)\":\"\\d{4}-\\d{2}-\\d{2}\"", "\"$1\":\"{day}\"")
                .lines()
                .map(line -> line.startsWith("{") ? inAnyOrder(line) : line)
                .collect(Collectors.joining(" "))
                // lines are broken by their length
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The names in an object stand in no order. */
    private static String inAnyOrder(String json) {
        return Arrays.stream(json.split("[,{}\\[\\]]+")).sorted().collect(Collectors.joining(" "));
    }

    private static boolean installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
