package org.continuum.upgrade;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a landed version has left behind: a dump of its database and what it answered on it, in a folder named for its
 * newest migration. {@code bin/keep-version} makes one.
 */
record KeptVersion(Path folder) {
    /** Whoever asks is a named person: some acts are for nobody else. */
    static final String NAME = "Dana Whitcomb";

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Who asks: somebody of an organization. */
    record Caller(String organization, List<String> roles) {}

    /** A question and its answer. */
    record Asked(Caller by, String path, JsonNode answer) {}

    /** A request that had an effect, under its key, and what it was answered. */
    record Sent(
            Caller by, String path, String key, @Nullable JsonNode body, int status, JsonNode answer) {}

    /**
     * @param asked what must be answered as it was
     * @param sent what must be answered as it was, and not done twice
     * @param waiting a bulk job that has been previewed and waits for its commit, and whose it is
     */
    record Answers(List<Asked> asked, List<Sent> sent, Caller submitter, String waiting) {}

    static Stream<KeptVersion> all() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/upgrade"))) {
            return folders.filter(Files::isDirectory).sorted().map(KeptVersion::new).toList().stream();
        }
    }

    /** All of its database in SQL. */
    String dump() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("dump.sql.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Answers answers() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(answersFile()))) {
            return JSON.readValue(in, Answers.class);
        }
    }

    void keep(Answers answers) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(answersFile()))) {
            JSON.writeValue(out, answers);
        }
    }

    /** What its log was signed with. */
    Path logKey() {
        return folder.resolve("log-key.pem").toAbsolutePath();
    }

    private Path answersFile() {
        return folder.resolve("answers.json.gz");
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
