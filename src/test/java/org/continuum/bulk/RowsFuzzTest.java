package org.continuum.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.continuum.http.Contracted;
import org.continuum.http.Limits;
import org.continuum.http.Problem;

/** Whatever is uploaded falls into rows, the same however the network cuts it, none above the limit; its cells are read or refused. */
public class RowsFuzzTest {
    private static final int LIMIT = 20;
    private static final String SIGNS = "\"\",,;\r\n\n\t x\u00e9\u0000{}";

    private static final String[] ROWS = {"""
        {"kind":"exam-result","person":"0198c0de-aaaa-7bbb-8ccc-ddddeeeeffff","occurredOn":"2025-03-01","test":"x",\
        "score":"170.5","passed":true}
        {"kind":"clearance-check","person":"0198c0de-aaaa-7bbb-8ccc-ddddeeeeffff","occurredOn":"2025-03-01"}
        """, """
        person,occurredOn,test,score,passed
        0198c0de-aaaa-7bbb-8ccc-ddddeeeeffff,2025-03-01,"x, y",170.5,true
        ,2025-02-30,,-,perhaps
        """};

    private final ReadRows rows = new ReadRows(null, new ObjectMapper());

    @Property(tries = 3000, seed = "20261101")
    void rows_do_not_depend_on_how_they_arrive(@ForAll Random random) throws IOException {
        byte[] upload = upload(random);
        for (BulkFormat format : BulkFormat.values()) {
            List<String> whole = read(new ByteArrayInputStream(upload), format);
            assertThat(read(new Dripping(upload, random), format)).isEqualTo(whole);
            assertThat(whole)
                    .allMatch(
                            row -> row.equals("too long") || row.getBytes(StandardCharsets.ISO_8859_1).length <= LIMIT);
        }
    }

    @Property(tries = 3000, seed = "20261101")
    void the_cells_of_a_record_are_read_or_refused(@ForAll Random random) {
        try {
            assertThat(rows.header(upload(random))).isNotNull();
        } catch (Problem refused) {
            assertThat(refused.violations()).isNotEmpty();
        }
    }

    /** What is compiled for the first reader does not count as an input's time. */
    public static void fuzzerInitialize() throws IOException {
        for (String upload : ROWS) {
            fuzzerTestOneInput(upload.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** {@code bin/fuzz-parsers} looks for bytes with which this throws. NDJSON if they begin as such, or else CSV. */
    public static void fuzzerTestOneInput(byte[] upload) throws IOException {
        BulkFormat format = upload.length > 0 && upload[0] == '{' ? BulkFormat.NDJSON : BulkFormat.CSV;
        ReadRows reader = new ReadRows(Contracted.READING, new ObjectMapper());
        RecordReader records = new RecordReader(new ByteArrayInputStream(upload), format, Limits.BODY_BYTES);
        List<Line> lines = new ArrayList<>();
        for (RecordReader.Found found = records.next(); found != null; found = records.next()) {
            lines.add(new Line(lines.size() + 1, found.bytes()));
        }
        try {
            List<String> header = List.of();
            if (format == BulkFormat.CSV) {
                if (lines.isEmpty() || lines.getFirst().bytes() == null) {
                    return;
                }
                header = reader.header(lines.removeFirst().bytes());
                reader.columns(job(format, header), header);
            }
            for (ReadRow row : reader.read(job(format, header), lines)) {
                if (row instanceof ReadRow.Bad(int number, Problem problem)) {
                    assertThat(problem.violations()).isNotEmpty();
                }
            }
        } catch (Problem refused) {
            assertThat(refused.violations()).isNotEmpty();
        }
    }

    private static BulkJob job(BulkFormat format, List<String> header) {
        return new BulkJob(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "she",
                format,
                "exam-result",
                header,
                BulkState.CHECKING,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0,
                new BulkJob.Preview(0, 0, 0, 0),
                new BulkJob.Commit(0, 0, 0, 0),
                false,
                null);
    }

    /** Whole records of the contract's, so that what comes behind the cells is reached as well. */
    @Property(tries = 3000, seed = "20261101")
    void the_rows_of_an_upload_are_read_or_refused(@ForAll Random random) throws IOException {
        byte[] bytes = ROWS[random.nextInt(ROWS.length)].getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(6); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
        }
        fuzzerTestOneInput(bytes);
    }

    private static byte[] upload(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(120); i > 0; i--) {
            text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static List<String> read(InputStream in, BulkFormat format) throws IOException {
        RecordReader reader = new RecordReader(in, format, LIMIT);
        List<String> rows = new ArrayList<>();
        for (RecordReader.Found found = reader.next(); found != null; found = reader.next()) {
            rows.add(found.bytes() == null ? "too long" : new String(found.bytes(), StandardCharsets.ISO_8859_1));
        }
        return rows;
    }

    /** A few bytes at a time. */
    private static final class Dripping extends InputStream {
        private final byte[] bytes;
        private final Random random;
        private int at;

        Dripping(byte[] bytes, Random random) {
            this.bytes = bytes;
            this.random = random;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (at == bytes.length) {
                return -1;
            }
            int many = Math.min(Math.min(length, 1 + random.nextInt(5)), bytes.length - at);
            System.arraycopy(Arrays.copyOfRange(bytes, at, at + many), 0, into, from, many);
            at += many;
            return many;
        }
    }
}
