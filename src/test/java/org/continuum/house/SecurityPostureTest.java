package org.continuum.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the posture's table says is held by tests is held by tests that exist. */
class SecurityPostureTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| V(\\d+) [^|]+\\|([^|]+)\\|([^|]+)\\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final int CHAPTERS = 16;

    @Test
    void every_chapter_is_held_by_tests_that_exist() throws IOException {
        assertThat(findings(Files.readString(Path.of("docs", "security-posture.md")), tests()))
                .isEmpty();
    }

    @Test
    void a_chapter_that_is_missing_or_held_by_nothing_is_found() throws IOException {
        String table = Files.readString(Path.of("docs", "security-posture.md"));
        assertThat(findings(table.replaceFirst("(?m)^\\| V7 .*\n", ""), tests()))
                .containsExactly("no row for V7");
        assertThat(findings(table.replaceFirst("`PolicyTest`", "`PolicyOfNobodyTest`"), tests()))
                .containsExactly("V8: there is no PolicyOfNobodyTest");
        assertThat(findings(
                        table.replace(
                                "| `TokenTest`, `PreflightTest`, `IssuerIT`, `bin/prove-keycloak` |",
                                "| we are careful |"),
                        tests()))
                .containsExactly("V10: held by nothing");
        assertThat(findings(table.replace("`bin/prove-no-injection` |", "`bin/prove-nothing` |"), tests()))
                .containsExactly("V1: there is no bin/prove-nothing");
    }

    private static List<String> findings(String table, Set<String> tests) {
        List<String> findings = new ArrayList<>();
        List<Integer> chapters = new ArrayList<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            int chapter = Integer.parseInt(row.group(1));
            chapters.add(chapter);
            List<String> named = CODE.matcher(row.group(3))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            if (named.isEmpty()) {
                findings.add("V" + chapter + ": held by nothing");
            }
            named.stream()
                    .filter(name ->
                            !(name.startsWith("bin/") ? Files.isExecutable(Path.of(name)) : tests.contains(name)))
                    .forEach(name -> findings.add("V" + chapter + ": there is no " + name));
        }
        for (int chapter = 1; chapter <= CHAPTERS; chapter++) {
            if (!chapters.contains(chapter)) {
                findings.add("no row for V" + chapter);
            }
        }
        return findings;
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java") || name.endsWith("IT.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
