package org.continuum.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a linter for container files would say of ours, as far as it matters; and that each finding can be found. */
class ContainerFilesTest {
    private static final String SOUND = """
            FROM eclipse-temurin:25-jre-noble
            COPY target/quarkus-app/lib/ lib/
            USER 10001:10001
            HEALTHCHECK CMD ["true"]
            ENTRYPOINT ["java", "-jar", "quarkus-run.jar"]
            """;

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/docker"))) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_container_files_are_sound_and_say_that_they_are_untried(Path file) throws IOException {
        String text = Files.readString(file);
        assertThat(findings(text)).isEmpty();
        assertThat(text).startsWith("# NOT YET BUILT");
    }

    @Test
    void every_finding_can_be_found() {
        assertThat(findings(SOUND)).isEmpty();
        Map.of(
                        "FROM eclipse-temurin:25-jre-noble", "FROM eclipse-temurin:latest",
                        "USER 10001:10001\n", "USER root\n",
                        "HEALTHCHECK CMD [\"true\"]\n", "",
                        "ENTRYPOINT [\"java\", \"-jar\", \"quarkus-run.jar\"]", "ENTRYPOINT java -jar quarkus-run.jar",
                        "COPY target/quarkus-app/lib/ lib/", "COPY target/dev-app/lib/ lib/")
                .forEach((sound, sabotage) -> {
                    assertThat(SOUND).contains(sound);
                    assertThat(findings(SOUND.replace(sound, sabotage)))
                            .as(sabotage)
                            .hasSize(1);
                });
    }

    private static List<String> findings(String text) {
        var findings = new ArrayList<String>();
        List<String> lines =
                text.replace("\\\n", " ").lines().map(String::strip).toList();
        List<String> last = lines.subList(lastStage(lines), lines.size());
        lines.stream()
                .filter(line -> line.startsWith("FROM ") && !line.startsWith("FROM base"))
                .filter(line -> !line.matches("FROM [a-z-]+:\\d[\\w.-]+( AS \\w+)?"))
                .forEach(line -> findings.add("base image without a pinned tag: " + line));
        if (last.stream().noneMatch(line -> line.matches("USER [1-9]\\d*:[1-9]\\d*"))) {
            findings.add("runs as root");
        }
        if (last.stream().noneMatch(line -> line.startsWith("HEALTHCHECK "))) {
            findings.add("no health check");
        }
        if (last.stream().noneMatch(line -> line.startsWith("ENTRYPOINT ["))) {
            findings.add("entry point goes through a shell, which does not pass the signal to stop on");
        }
        lines.stream()
                .filter(line -> line.startsWith("COPY ") || line.startsWith("ADD "))
                .filter(line -> line.contains("dev-app") || line.contains("embedded") || line.contains(".continuum"))
                .forEach(line -> findings.add("brings the development build or its database: " + line));
        return findings;
    }

    private static int lastStage(List<String> lines) {
        int stage = 0;
        for (int i = 0; i < lines.size(); i++) {
            stage = lines.get(i).startsWith("FROM ") ? i : stage;
        }
        return stage;
    }
}
