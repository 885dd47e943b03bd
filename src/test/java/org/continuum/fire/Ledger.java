package org.continuum.fire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the clients know: what they sent, what they were answered, and what feed and log showed them. Each line is forced to
 * the disk before what it tells of goes on, so that a run can be taken up again after its own end.
 */
final class Ledger implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request with everything that was answered to it. */
    record Line(Asked asked, List<Answer> answers) {
        Optional<Answer> acknowledgement() {
            return answers.stream().filter(Answer::acknowledges).findFirst();
        }
    }

    /** One line of the file: one of the four. */
    private record Note(Asked asked, Long number, Answer answer, Long position, String entry, String tree) {}

    private final Map<Long, Line> lines = new LinkedHashMap<>();
    private final TreeMap<Long, String> seen = new TreeMap<>();
    private final TreeMap<Long, String> signed = new TreeMap<>();
    private final FileChannel file;
    private long last;

    private Ledger(FileChannel file) {
        this.file = file;
    }

    /** The ledger in a file, with what an earlier run wrote. */
    static Ledger in(Path path) throws IOException {
        List<String> earlier = Files.exists(path) ? Files.readAllLines(path) : List.of();
        Ledger ledger = new Ledger(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        for (int i = 0; i < earlier.size(); i++) {
            try {
                ledger.remember(JSON.readValue(earlier.get(i), Note.class));
            } catch (JsonProcessingException e) {
                if (i < earlier.size() - 1) {
                    throw e;
                }
                // the last line of a run that was killed while it wrote it: what it tells of never went on
                ledger.file.write(ByteBuffer.wrap("\n".getBytes(StandardCharsets.UTF_8)));
            }
        }
        return ledger;
    }

    /** A number for the next request. */
    synchronized long next() {
        return ++last;
    }

    /** Before it is sent for the first time. */
    void sent(Asked asked) {
        sent(List.of(asked));
    }

    /** Before they are sent together. */
    void sent(List<Asked> asked) {
        write(asked.stream()
                .map(each -> new Note(each, null, null, null, null, null))
                .toList());
    }

    void answered(Asked asked, Answer answer) {
        write(new Note(null, asked.number(), answer, null, null, null));
    }

    /** The feed showed this entry at this position. */
    void seen(long position, String entry) {
        write(new Note(null, null, null, position, entry, null));
    }

    /** The log served this note; of no interest when it is known. */
    void signed(String note) {
        if (!signed().containsValue(note)) {
            write(new Note(null, null, null, null, null, note));
        }
    }

    synchronized List<Line> lines() {
        return lines.values().stream()
                .map(line -> new Line(line.asked(), List.copyOf(line.answers())))
                .toList();
    }

    /** From the number on. */
    synchronized List<Line> linesFrom(long number) {
        return lines.values().stream()
                .filter(line -> line.asked().number() >= number)
                .map(line -> new Line(line.asked(), List.copyOf(line.answers())))
                .toList();
    }

    /** What the feed showed: the entry's id by its position. */
    synchronized Map<Long, String> seen() {
        return Map.copyOf(seen);
    }

    /** The notes that the log served, by the size of the tree. */
    synchronized Map<Long, String> signed() {
        return Map.copyOf(signed);
    }

    synchronized long lastSeen() {
        return seen.isEmpty() ? 0 : seen.lastKey();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void write(Note note) {
        write(List.of(note));
    }

    private synchronized void write(List<Note> notes) {
        try {
            StringBuilder text = new StringBuilder();
            for (Note note : notes) {
                text.append(JSON.writeValueAsString(note)).append('\n');
            }
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger cannot be written", e);
        }
        notes.forEach(this::remember);
    }

    private void remember(Note note) {
        if (note.asked() != null) {
            lines.put(note.asked().number(), new Line(note.asked(), new ArrayList<>()));
            last = Math.max(last, note.asked().number());
        } else if (note.answer() != null) {
            lines.get(note.number()).answers().add(note.answer());
        } else if (note.position() != null) {
            seen.put(note.position(), note.entry());
        } else if (note.tree() != null) {
            signed.put(Long.valueOf(note.tree().split("\n")[1]), note.tree());
        }
    }
}
