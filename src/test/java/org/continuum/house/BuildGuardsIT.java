package org.continuum.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guards of the build itself, each seen to fail: a copy of the real pom.xml around one class with one thing wrong.
 */
class BuildGuardsIT {
    @TempDir
    private Path copy = Path.of("target");

    @BeforeEach
    void copyTheBuild() throws IOException {
        for (String file : List.of("pom.xml", "mvnw", ".mvn/jvm.config", ".mvn/find-jdk")) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(Path.of(file), copy.resolve(file), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Test
    void a_sound_class_passes_so_that_what_fails_below_fails_for_its_own_reason() throws Exception {
        writeClass("String name = \"\";");
        assertThat(build("compile", "spotless:check@format")).contains("exit 0");
    }

    @Test
    void a_null_where_none_is_allowed_does_not_compile() throws Exception {
        writeClass("String name = null;");
        assertThat(build("compile")).contains("exit 1", "[NullAway]");
    }

    @Test
    void a_known_bug_pattern_does_not_compile() throws Exception {
        writeClass("boolean same = new int[] {1}.equals(new int[] {1});");
        assertThat(build("compile")).contains("exit 1", "[ArrayEquals]");
    }

    @Test
    void a_file_in_another_format_is_refused_with_the_command_that_mends_it() throws Exception {
        writeClass("String   name  =   \"\"  ;");
        assertThat(build("spotless:check@format")).contains("exit 1", "spotless:apply");
    }

    @Test
    void a_plugin_without_a_version_is_refused() throws Exception {
        Path pom = copy.resolve("pom.xml");
        String pinned = "<artifactId>maven-clean-plugin</artifactId>";
        String text = Files.readString(pom);
        assertThat(text).contains(pinned);
        Files.writeString(pom, text.replaceFirst(pinned + "\\s*<version>[^<]*</version>", pinned));
        assertThat(build("validate")).contains("exit 1", "Every plugin is pinned");
    }

    private void writeClass(String line) throws IOException {
        Path source = copy.resolve("src/main/java/org/continuum/Planted.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package org.continuum;\n\nclass Planted {\n    " + line + "\n}\n");
    }

    private String build(String... goals) throws Exception {
        var command = new ArrayList<>(List.of("./mvnw", "-B"));
        String repository = System.getProperty("continuum.maven.repository", "");
        if (!repository.isEmpty()) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        command.addAll(List.of(goals));
        Path said = copy.resolve("said");
        Process maven = new ProcessBuilder(command)
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(maven.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return "exit " + maven.exitValue() + "\n" + Files.readString(said);
    }
}
