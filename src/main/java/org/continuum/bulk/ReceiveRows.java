package org.continuum.bulk;

import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Exclusions;
import org.continuum.access.Token;
import org.continuum.http.Limits;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Takes an upload in, of which it never holds more than a part. */
@ApplicationScoped
class ReceiveRows {
    private static final int PART_ROWS = 1_000;
    private static final int PART_BYTES = 4 * 1024 * 1024;
    private static final byte[] NOT_YET = {};

    /** A sender that is slow does not keep his place for longer without being asked for. */
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(1);

    private final Database database;
    private final BulkJobs jobs;
    private final StoreRows store;
    private final ReadRows rows;
    private final Exclusions exclusions;
    private final int maxRows;
    private final LongSupplier nanos;

    /** @param maxRows of one job */
    @Inject
    ReceiveRows(
            Database database,
            BulkJobs jobs,
            StoreRows store,
            ReadRows rows,
            Exclusions exclusions,
            @ConfigProperty(name = "continuum.bulk.max-rows") int maxRows) {
        this(database, jobs, store, rows, exclusions, maxRows, System::nanoTime);
    }

    ReceiveRows(
            Database database,
            BulkJobs jobs,
            StoreRows store,
            ReadRows rows,
            Exclusions exclusions,
            int maxRows,
            LongSupplier nanos) {
        this.database = database;
        this.jobs = jobs;
        this.store = store;
        this.rows = rows;
        this.exclusions = exclusions;
        this.maxRows = maxRows;
        this.nanos = nanos;
    }

    /**
     * @param token by which the caller was let in; without it nothing more is kept, and the upload is broken off
     * @param first the number that the body's first row has in the job
     */
    RowsReceived receive(Caller caller, Token token, UUID id, int first, @Nullable String mediaType, InputStream body) {
        BulkJob job = database.as(caller, () -> jobs.get(caller.organization(), id));
        if (mediaType == null
                || !mediaType
                        .toLowerCase(java.util.Locale.ROOT)
                        .startsWith(job.format().mediaType())) {
            throw new Problem(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Rows of this job are %s.".formatted(job.format().mediaType()));
        }
        try {
            return receive(caller, token, job, first, body);
        } catch (IOException e) {
            throw new Problem(
                    ProblemType.INVALID_REQUEST,
                    "The upload broke off; ask the job how many rows it has, and go on behind them.");
        }
    }

    private RowsReceived receive(Caller caller, Token token, BulkJob job, int first, InputStream body)
            throws IOException {
        MessageDigest digest = sha256();
        Upload upload = new Upload(new DigestInputStream(body, digest), token);
        RecordReader reader = new RecordReader(upload, job.format(), Limits.BODY_BYTES);
        List<String> header = job.format() == BulkFormat.CSV ? header(job, reader) : List.of();
        int next = first;
        int received;
        boolean more = true;
        do {
            List<Line> part = new ArrayList<>();
            long bytes = 0;
            while (more && part.size() < PART_ROWS && bytes < PART_BYTES) {
                RecordReader.Found found = reader.next();
                more = found != null;
                if (found != null) {
                    part.add(new Line(next + part.size(), found.bytes()));
                    bytes += part.getLast().size();
                }
            }
            if (next + part.size() - 1 > maxRows) {
                throw new Problem(ProblemType.TOO_LARGE, "A job may have up to %d rows.".formatted(maxRows));
            }
            upload.requireLetGoOn();
            byte[] ending = more ? NOT_YET : digest.digest();
            received = store.store(caller, job.id(), new StoreRows.Part(next, part, header, ending));
            next += part.size();
            if (!more) {
                return new RowsReceived(
                        first,
                        next - first,
                        received,
                        upload.bytes,
                        HexFormat.of().formatHex(ending));
            }
        } while (true);
    }

    private List<String> header(BulkJob job, RecordReader reader) throws IOException {
        RecordReader.Found found = reader.next();
        if (found == null || found.bytes() == null) {
            throw Problem.invalid(
                    List.of(new Violation("", "A header is needed.", "Name the columns in the first record.")));
        }
        List<String> header = rows.header(found.bytes());
        rows.columns(job, header);
        return header;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** What comes in while its sender may go on, which is asked again by the minute. */
    private final class Upload extends FilterInputStream {
        private final Token token;
        private long asked = nanos.getAsLong();
        private long bytes;

        Upload(InputStream in, Token token) {
            super(in);
            this.token = token;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(0, read);
            if (nanos.getAsLong() - asked >= ASKED_AGAIN.toNanos()) {
                requireLetGoOn();
            }
            return read;
        }

        void requireLetGoOn() {
            if (!exclusions.letGoOn(token)) {
                throw new UnauthorizedException();
            }
            asked = nanos.getAsLong();
        }
    }
}
