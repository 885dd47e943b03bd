package org.continuum.fire;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a run has behind it, in a file, so that the next start goes on from there. */
final class Progress {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<Outcome> outcomes = new ArrayList<>();

    Progress(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                outcomes.add(JSON.readValue(line, Outcome.class));
            }
        }
    }

    void add(Outcome outcome) throws IOException {
        outcomes.add(outcome);
        Files.writeString(
                file,
                JSON.writeValueAsString(outcome) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
    }

    List<Outcome> outcomes() {
        return Collections.unmodifiableList(outcomes);
    }

    /** What is still to be done of what is wanted, in disorder. */
    List<Fault> left(Map<Fault, Integer> wanted) {
        Map<Fault, Integer> done = new EnumMap<>(Fault.class);
        outcomes.forEach(outcome -> done.merge(outcome.fault(), 1, Integer::sum));
        List<Fault> left = new ArrayList<>();
        wanted.forEach((fault, times) ->
                left.addAll(Collections.nCopies(Math.max(0, times - done.getOrDefault(fault, 0)), fault)));
        Collections.shuffle(left, new Random(outcomes.size()));
        return left;
    }
}
