package org.continuum.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.bulk.BulkJobTest.pointers;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.continuum.access.Role;
import org.continuum.access.Unwalled;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes in, whole or broken: nothing is guessed, nothing is lost without a word. */
@QuarkusTest
class BulkInputTest {
    @TestHTTPResource("/")
    URI service;

    private UUID university;
    private UUID person;
    private Jobs jobs;

    @BeforeEach
    void register() {
        university = Registry.provider();
        person = Registry.person(university);
        jobs = new Jobs(university);
    }

    @Test
    void ends_of_lines_of_either_kind_a_byte_order_mark_and_empty_lines_are_no_part_of_a_row() throws Exception {
        byte[] body = Jobs.bytes("\uFEFF" + Jobs.exam(person, "a", 1) + "\r\n\r\n  \n" + Jobs.exam(person, "b", 2)
                + "\n\n" + Jobs.exam(person, "c", 3));
        UUID job = jobs.create();
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        jobs.send(job, Jobs.NDJSON, "", body)
                .statusCode(200)
                .body("rows", equalTo(3))
                .body("received", equalTo(3))
                .body("bytes", equalTo(body.length))
                .body("digest", equalTo(digest));
        assertThat(jobs.previewed(job).at("/preview/acceptable").asInt()).isEqualTo(3);
    }

    @Test
    void a_row_that_cannot_be_read_is_told_and_the_others_go_on() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(Jobs.bytes(Jobs.exam(person, "a", 1) + "\n"));
        body.write(new byte[] {'{', '"', (byte) 0xC3, '(', '"', '}', '\n'}); // 2: not UTF-8
        body.write(Jobs.bytes(Jobs.exam(person, "a\\u0000", 1) + "\n")); // 3: escaped U+0000
        body.write(Jobs.bytes(Jobs.exam(person, "\0", 1) + "\n")); // 4: bare NUL
        body.write(Jobs.bytes("\"" + "x".repeat(300_000) + "\"\n")); // 5: too long
        body.write(Jobs.bytes("[".repeat(50) + "\n")); // 6: too deep
        body.write(Jobs.bytes("{} {}\n")); // 7: two values
        body.write(Jobs.bytes("\uFEFF" + Jobs.exam(person, "b", 1) + "\n")); // 8: a mark in the middle
        body.write(Jobs.bytes("{\"kind\":\"exam-result\",\"kind\":\"exam-result\"}\n")); // 9: a field twice
        body.write(Jobs.bytes("{\"" + "~".repeat(60_000) + "\":1}\n")); // 10: a name too long
        body.write(Jobs.bytes(Jobs.exam(person, "z", 1)));
        UUID job = jobs.create();
        jobs.send(job, Jobs.NDJSON, "", body.toByteArray()).statusCode(200).body("rows", equalTo(11));
        JsonNode checked = jobs.previewed(job);
        assertThat(checked.at("/preview/acceptable").asInt()).isEqualTo(2);
        List<JsonNode> rows = jobs.rows(job, "rejected");
        assertThat(rows)
                .extracting(row -> row.path("number").asInt())
                .isEqualTo(IntStream.rangeClosed(2, 10).boxed().toList());
        assertThat(rows.get(3).at("/problem/status").asInt()).isEqualTo(413);
        assertThat(pointers(rows.get(1))).containsExactly("/reference");
        assertThat(pointers(rows.get(7))).contains("/kind", "/person", "/occurredOn", "/test");
        assertThat(pointers(rows.get(8))).containsExactly("", "/kind");
        jobs.order(job, "commit");
        assertThat(jobs.awaited(job, "committed").at("/commit/accepted").asInt())
                .isEqualTo(2);
    }

    @Test
    void a_header_is_refused_with_every_column_that_makes_no_sense() {
        UUID job = jobs.csv("exam-result");
        jobs.send(job, Jobs.CSV, "", Jobs.bytes("person,score,score,kind,assessor,ratings.0.level,signatures,x\n"))
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "#column/score",
                                "#column/kind",
                                "#column/assessor",
                                "#column/ratings.0.level",
                                "#column/signatures",
                                "#column/x",
                                "#column/occurredOn",
                                "#column/test"));
        jobs.send(job, Jobs.CSV, "", Jobs.bytes("person," + "~/".repeat(33_000) + ",occurredOn,test\n"))
                .statusCode(422)
                .body("errors.pointer", contains(""))
                .body("errors.detail", contains("The name of column 2 is longer than 256 characters."));
        jobs.send(job, Jobs.CSV, "", Jobs.bytes("x,".repeat(60_000) + "x\n"))
                .statusCode(422)
                .body("errors.size()", equalTo(100));
        jobs.send(job, Jobs.CSV, "", Jobs.bytes("")).statusCode(400);
        assertThat(jobs.get(job).path("received").asInt()).isZero();
    }

    @Test
    void a_header_names_an_attribute_by_a_name_and_not_by_free_text() throws Exception {
        UUID job = jobs.csv("exam-result");
        String free = "person,occurredOn,test,attributes.a\0b,attributes.,attributes.Jane Doe born 1990-01-01,"
                + "attributes.Jane Doe.from,attributes." + "x".repeat(65) + ",attributes.x-1,attributes.x-2.from\n";
        jobs.send(job, Jobs.CSV, "", Jobs.bytes(free))
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains(
                                "#column/attributes.a\0b",
                                "#column/attributes.",
                                "#column/attributes.Jane Doe born 1990-01-01",
                                "#column/attributes.Jane Doe.from",
                                "#column/attributes." + "x".repeat(65)))
                .body("errors[0].detail", equalTo("Not a name."));
        assertThat(jobs.get(job).path("received").asInt()).isZero();
    }

    /** It is in plain, and nobody's key is over it. */
    @Test
    void a_header_goes_when_the_rows_do_that_stand_under_it() throws Exception {
        String text = "person,occurredOn,test,score,attributes.site\n%s,2026-03-09,FCE,41,x\n".formatted(person);
        UUID committed = jobs.withCsv("exam-result", text);
        UUID canceled = jobs.withCsv("exam-result", text);
        assertThat(header(committed)).isEqualTo("person,occurredOn,test,score,attributes.site");
        assertThat(jobs.committed(committed).at("/commit/accepted").asInt()).isEqualTo(1);
        jobs.order(canceled, "cancel").statusCode(202);
        assertThat(header(committed)).isNull();
        assertThat(header(canceled)).isNull();
    }

    @Test
    void rows_under_a_header_that_an_earlier_version_let_in_are_rejected_each_and_it_is_quoted_nowhere()
            throws Exception {
        UUID job = jobs.withCsv(
                "exam-result",
                "person,occurredOn,test,score,attributes.site\n%1$s,2026-03-09,FCE,41,x\n%1$s,2026-03-09,FCE,41,\n"
                        .formatted(person));
        try (Connection connection = Unwalled.open();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE bulk_job SET header[5] = 'attributes.Jane Doe born 1990' WHERE id = '%s'".formatted(job));
        }
        assertThat(jobs.previewed(job).at("/preview/rejected").asInt()).isEqualTo(2);
        assertThat(jobs.rows(job, ""))
                .allSatisfy(row -> assertThat(pointers(row)).containsExactly("#column"))
                .noneMatch(row -> row.toString().contains("Jane"));
        jobs.order(job, "cancel").statusCode(202);
    }

    private static String header(UUID job) throws SQLException {
        try (Connection connection = Unwalled.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT array_to_string(header, ',') FROM bulk_job WHERE id = '%s'".formatted(job))) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void a_record_that_makes_no_sense_is_told_by_its_columns() {
        String p = person.toString();
        UUID job = jobs.withCsv(
                "exam-result",
                "test,person,occurredOn,score,passed,signatures.1.role,signatures.1.signer,signatures.1.signedOn\n"
                        + "FCE,%s,2026-03-09,41,,,,\n".formatted(p)
                        + ",nobody,2026-02-30,many,maybe,,,\n"
                        + "FCE,%s,2026-03-09,41\n".formatted(p)
                        + "FCE,%s,2026-03-09,41,,\"a\"b,,\n".formatted(p)
                        + "FCE,%s,2026-03-09,41,,mentor,Ann,2026-03-09\n".formatted(p)
                        + "F\0E,%s,2026-03-09,41,,,,\n".formatted(p)
                        + "FCE,%s,2026-03-09,41,,,,\rFCE,%s,2026-03-09,41,,,,\n".formatted(p, p)
                        + "FCE,%s,2026-03-09,\"41".formatted(p));
        jobs.previewed(job);
        List<JsonNode> rows = jobs.rows(job, "");
        assertThat(rows)
                .extracting(row -> row.path("state").asText())
                .containsExactly(
                        "acceptable",
                        "rejected",
                        "rejected",
                        "rejected",
                        "rejected",
                        "rejected",
                        "rejected",
                        "rejected");
        assertThat(pointers(rows.get(1)))
                .containsOnly(
                        "#column/person", "#column/occurredOn", "#column/score", "#column/passed", "#column/test");
        assertThat(pointers(rows.get(2))).containsExactly("");
        assertThat(pointers(rows.get(4)))
                .as("the only signature, though in the second's columns")
                .containsExactly("#column/signatures.1.role");
        assertThat(pointers(rows.get(5))).containsExactly("#column/test");
    }

    @Test
    void the_same_row_is_the_same_however_its_columns_are_ordered() {
        UUID one = jobs.withCsv(
                "exam-result", "reference,person,occurredOn,test,score\nr1,%s,2026-03-09,FCE,41\n".formatted(person));
        UUID other = jobs.withCsv(
                "exam-result", "test,score,occurredOn,reference,person\nFCE,41,2026-03-09,r1,%s\n".formatted(person));
        jobs.committed(one);
        jobs.committed(other);
        assertThat(jobs.rows(other, "duplicate")).hasSize(1);
    }

    @Test
    void rows_come_in_several_parts_that_follow_one_another() {
        UUID job = jobs.create();
        jobs.send(job, Jobs.NDJSON, "", Jobs.bytes(Jobs.exam(person, "a", 1) + "\n"))
                .statusCode(200);
        jobs.send(job, Jobs.NDJSON, "", Jobs.bytes(Jobs.exam(person, "a", 1) + "\n"))
                .statusCode(409)
                .body("errors.pointer", contains("#query/first"));
        jobs.send(job, Jobs.NDJSON, "?first=3", Jobs.bytes("{}")).statusCode(409);
        jobs.send(job, Jobs.NDJSON, "?first=0", Jobs.bytes("{}")).statusCode(400);
        jobs.send(job, Jobs.NDJSON, "?first=2", Jobs.bytes(Jobs.exam(person, "b", 2)))
                .statusCode(200)
                .body("received", equalTo(2));
        jobs.send(job, Jobs.CSV, "?first=3", Jobs.bytes("{}")).statusCode(415);
        jobs.send(job, "text/plain", "?first=3", Jobs.bytes("{}")).statusCode(415);
        assertThat(jobs.previewed(job).at("/preview/acceptable").asInt()).isEqualTo(2);

        UUID csv = jobs.withCsv("exam-result", "person,occurredOn,test\n");
        jobs.send(csv, Jobs.CSV, "", Jobs.bytes("person,occurredOn,test\n%s,2026-03-09,FCE".formatted(person)))
                .statusCode(200);
        jobs.send(csv, Jobs.CSV, "?first=2", Jobs.bytes("test,occurredOn,person\n%s,2026-03-09,FCE".formatted(person)))
                .statusCode(409);
    }

    /** Of what was on its way the whole parts are there, and the sender goes on behind them. */
    @Test
    void a_broken_connection_leaves_whole_rows_and_the_sender_goes_on_behind_them() throws Exception {
        UUID job = jobs.create();
        List<String> lines = Jobs.exams(person, "k", 2_500);
        byte[] all = Jobs.bytes(String.join("\n", lines));
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(Jobs.bytes("POST /bulk-jobs/" + job + "/rows HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                    + Jobs.NDJSON + "\r\nAuthorization: Bearer " + Tokens.of(university, Role.PROGRAM_SUBMITTER)
                    + "\r\nContent-Length: " + all.length + "\r\n\r\n"));
            out.write(all, 0, all.length - 50);
            out.flush();
            await().until(() -> jobs.get(job).path("received").asInt() == 2_000);
        }
        jobs.send(job, Jobs.NDJSON, "?first=2001", Jobs.bytes(String.join("\n", lines.subList(2_000, 2_500))))
                .statusCode(200)
                .body("received", equalTo(2_500));
        assertThat(jobs.previewed(job).at("/preview/acceptable").asInt()).isEqualTo(2_500);
        jobs.order(job, "cancel");
    }

    @Test
    void rows_of_many_megabytes_are_taken() {
        byte[] large = Jobs.bytes((" ".repeat(99_999) + "\n").repeat(60));
        UUID job = jobs.create();
        jobs.send(job, Jobs.NDJSON, "", large).statusCode(200).body("rows", equalTo(0));
    }

    /** The limit of every other body stays, whether it is announced or not. */
    @Test
    void anything_else_of_many_megabytes_is_refused_before_it_is_read() throws Exception {
        for (String announced : List.of("Content-Length: 6000000", "Transfer-Encoding: chunked")) {
            try (Socket socket = new Socket(service.getHost(), service.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(Jobs.bytes("POST /evidence HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
                        + "\r\nAuthorization: Bearer " + Tokens.of(university, Role.PROGRAM_SUBMITTER) + "\r\n"
                        + announced
                        + "\r\n\r\n"));
                if (announced.startsWith("Transfer")) {
                    out.write(Jobs.bytes("493e0\r\n" + " ".repeat(300_000) + "\r\n"));
                }
                out.flush();
                String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                assertThat(answer).as(announced).isEqualTo("HTTP/1.1 413");
            }
        }
    }
}
