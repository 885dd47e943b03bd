package org.continuum.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.continuum.http.Problem;
import org.continuum.http.Violation;

/** The rule sets that tests read. */
final class Documents {
    static final Path SAMPLES = Path.of("src/main/resources/org/continuum/rulebook/samples");
    static final Path FORMS = Path.of("src/test/resources/org/continuum/rulebook/forms");

    private Documents() {}

    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> all() {
        return Stream.concat(in(SAMPLES).stream(), in(FORMS).stream()).toList();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /** Reads it; what is wrong is told in full. */
    static RuleSetDocument read(Path file) {
        try {
            return read(bytes(file));
        } catch (Problem e) {
            throw new AssertionError(file + "\n" + told(e), e);
        }
    }

    static RuleSetDocument read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A layer finds its floor among the forms. */
    static RuleSetDocument read(byte[] bytes) {
        return RuleSetDocument.accept(bytes, Documents::floor);
    }

    private static Optional<RuleSetDocument> floor(Layering.Extended extended) {
        return extended.version() != null && !extended.version().equals("1")
                        || !extended.ruleSet().startsWith("f47-")
                ? Optional.empty()
                : Optional.of(extended.ruleSet().replace("f47", "F47") + ".yaml")
                        .map(FORMS::resolve)
                        .filter(Files::exists)
                        .map(Documents::read);
    }

    /** What is wrong with the document; empty when it can be read. */
    static List<Violation> mistakes(String text) {
        try {
            read(text);
            return List.of();
        } catch (Problem e) {
            return e.violations();
        }
    }

    /** Why the document is refused as a whole; empty when it is not. */
    static String refusal(String text) {
        try {
            read(text);
            return "";
        } catch (Problem e) {
            return e.detail();
        }
    }

    static String reds(RuleSetDocument document) {
        return String.join(
                "\n",
                SelfTest.run(document.ruleSet(), document.cases()).stream()
                        .map(red -> red.caseName() + ", " + red.asOf() + ": " + red.what())
                        .toList());
    }

    private static String told(Problem e) {
        return String.join("\n", e.violations().stream().map(Object::toString).toList());
    }
}
