package org.continuum.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.continuum.evidence.Candidate;
import org.continuum.evidence.Received;
import org.continuum.evidence.Submission;
import org.continuum.http.Limits;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.StrictReading;
import org.continuum.http.Violation;

/**
 * Makes submissions of rows, by the reader of every body. A CSV's row becomes the JSON that somebody would have posted,
 * and that is what is kept as its bytes.
 */
@ApplicationScoped
class ReadRows {
    private static final String JSON = "application/json";
    private static final ObjectReader CELLS =
            new CsvMapper().readerForListOf(String.class).with(CsvParser.Feature.WRAP_AS_ARRAY);

    private final StrictReading reading;
    private final ObjectMapper json;

    ReadRows(StrictReading reading, ObjectMapper json) {
        this.reading = reading;
        this.json = json;
    }

    List<ReadRow> read(BulkJob job, List<Line> lines) {
        if (job.format() == BulkFormat.NDJSON) {
            return lines.stream().map(this::submission).toList();
        }
        Columns columns;
        try {
            columns = columns(job, job.header());
        } catch (Problem ofHeader) {
            // an earlier version let it in
            return lines.stream()
                    .<ReadRow>map(line -> new ReadRow.Bad(line.number(), ofHeader))
                    .toList();
        }
        return lines.stream().map(line -> record(columns, line)).toList();
    }

    /** The names in the first record of a CSV. */
    List<String> header(byte[] record) {
        return cells(record);
    }

    Columns columns(BulkJob job, List<String> header) {
        return Columns.of(reading, Objects.requireNonNull(job.kind()), header);
    }

    private ReadRow submission(Line line) {
        try {
            byte[] bytes = bytes(line);
            return good(line, bytes, bytes, UnaryOperator.identity());
        } catch (Problem problem) {
            return new ReadRow.Bad(line.number(), problem);
        }
    }

    private ReadRow record(Columns columns, Line line) {
        List<String> cells;
        try {
            cells = cells(bytes(line));
            if (cells.size() != columns.count()) {
                throw wrong(
                        "Has %d cells, and the header %d columns.".formatted(cells.size(), columns.count()),
                        "Quote cells in which a comma stands.");
            }
        } catch (Problem problem) {
            return new ReadRow.Bad(line.number(), problem);
        }
        UnaryOperator<Problem> places = problem -> columns.places(cells, problem);
        try {
            return good(line, bytes(line), json.writeValueAsBytes(columns.json(cells)), places);
        } catch (Problem problem) {
            return new ReadRow.Bad(line.number(), places.apply(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON in memory can be written", e);
        }
    }

    private ReadRow good(Line line, byte[] sent, byte[] submission, UnaryOperator<Problem> places) {
        Candidate candidate = new Candidate(reading.read(Submission.class, submission), Received.of(submission, JSON));
        return new ReadRow.Good(line.number(), sent, candidate, places);
    }

    private static byte[] bytes(Line line) {
        if (line.bytes() == null) {
            throw new Problem(
                    ProblemType.TOO_LARGE,
                    "A row may have up to %d KiB.".formatted(Limits.BODY_BYTES / 1024),
                    List.of(new Violation(
                            "",
                            "Too long to be one row.",
                            "Shorten it; in a CSV look for a quote that is not closed.")));
        }
        return line.bytes();
    }

    private static List<String> cells(byte[] record) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
            try (MappingIterator<List<String>> read = CELLS.readValues(text)) {
                if (!read.hasNext()) {
                    throw wrong("Has no cell.", "Remove the row.");
                }
                List<String> cells = read.next();
                if (read.hasNext()) {
                    throw wrong("Has a carriage return outside of quotes.", "End each record with CRLF or LF.");
                }
                return List.copyOf(cells);
            }
        } catch (CharacterCodingException e) {
            throw wrong("Is not UTF-8.", "Encode it as UTF-8.");
        } catch (IOException | RuntimeJsonMappingException e) {
            throw wrong("Is no record of a CSV.", "Write it as RFC 4180 has it.");
        }
    }

    private static Problem wrong(String detail, String fix) {
        return Problem.invalid(List.of(new Violation("", detail, fix)));
    }
}
