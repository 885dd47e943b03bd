package org.continuum.fire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * A client that sends evidence by the job, whatever happens in between: it asks how far the job has come, does what comes
 * next, and in the end writes down each row's receipt as if it had been sent alone.
 */
final class Batches {
    /** Of one job; with {@link #PIECE} many transactions to fall into. */
    static final int ROWS = 120;

    /** Rows that the service takes in one transaction. */
    static final int PIECE = 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Api api;
    private final Ledger ledger;
    private final List<UUID> people;
    private final String run;

    Batches(Api api, Ledger ledger, List<UUID> people, String run) {
        this.api = api;
        this.ledger = ledger;
        this.people = people;
        this.run = run;
    }

    /** One job after the other. */
    void work(BooleanSupplier stopped) {
        while (!stopped.getAsBoolean()) {
            List<Asked> rows = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                rows.add(row(ledger.next()));
            }
            ledger.sent(rows);
            while (!stopped.getAsBoolean() && !advance(rows)) {
                Pause.millis(30);
            }
        }
    }

    /** Brings to its end what was begun and has no receipts yet; how many jobs. */
    int finish(Duration atMost) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<List<Asked>> open = unfinished();
        for (List<Asked> rows : open) {
            while (!advance(rows)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("A bulk job did not come to its end: " + api.get("/bulk-jobs"));
                }
                Pause.millis(30);
            }
        }
        return open.size();
    }

    private List<List<Asked>> unfinished() {
        List<List<Asked>> jobs = new ArrayList<>();
        for (Ledger.Line line : ledger.lines()) {
            if (line.asked().kind() != Asked.Kind.ROW || !line.answers().isEmpty()) {
                continue;
            }
            if (jobs.isEmpty() || jobs.getLast().size() == ROWS) {
                jobs.add(new ArrayList<>());
            }
            jobs.getLast().add(line.asked());
        }
        return jobs;
    }

    /** The next step; whether there is none left. An answer that did not come is asked for again. */
    private boolean advance(List<Asked> rows) {
        try {
            String job = "/bulk-jobs/" + create(rows.getFirst().number());
            JsonNode now = api.read(job);
            switch (now.path("state").textValue()) {
                case "receiving" -> {
                    int received = now.path("received").intValue();
                    if (received < rows.size()) {
                        upload(job, rows, received);
                    } else {
                        api.post(job + "/preview", "application/json", "", null, PATIENCE);
                    }
                }
                case "checked" -> api.post(job + "/commit", "application/json", "", null, PATIENCE);
                case "committed" -> {
                    return results(job, rows);
                }
                default -> {}
            }
        } catch (IOException unanswered) {
            // it is what is being tried
        }
        return false;
    }

    /** The same one however often it is asked for: the key sees to it. */
    private UUID create(long first) throws IOException {
        String key = "fire-" + run + "-bulk-" + first;
        Answer answer = api.post("/bulk-jobs", "application/json", "{\"format\":\"ndjson\"}", key, PATIENCE);
        if (!answer.acknowledges()) {
            throw new IOException("No job: " + answer);
        }
        return answer.receipt().id();
    }

    private void upload(String job, List<Asked> rows, int received) {
        StringBuilder lines = new StringBuilder();
        rows.subList(received, rows.size())
                .forEach(row -> lines.append(row.body()).append('\n'));
        api.post(job + "/rows?first=" + (received + 1), "application/x-ndjson", lines.toString(), null, PATIENCE);
    }

    /** Whether every row's came. */
    private boolean results(String job, List<Asked> rows) throws IOException {
        Answer answer = api.get(job + "/results");
        List<String> results = answer.body().lines().toList();
        if (answer.status() != 200 || results.size() != rows.size()) {
            return false;
        }
        for (int i = 0; i < rows.size(); i++) {
            JsonNode result = JSON.readTree(results.get(i));
            JsonNode receipt = result.path("receipt");
            ledger.answered(
                    rows.get(i),
                    result.path("state").asText().equals("accepted")
                            ? new Answer(
                                    201,
                                    JSON.writeValueAsString(Map.of(
                                            "id", result.path("evidence").asText(),
                                            "personSeq",
                                                    receipt.path("personSeq").asLong(),
                                            "commitment",
                                                    receipt.path("commitment").asText())))
                            : new Answer(422, results.get(i)));
        }
        return true;
    }

    private Asked row(long number) {
        UUID person = people.get((int) (number % people.size()));
        String mark = "fire-" + run + "-" + number;
        String body = "{\"kind\":\"exam-result\",\"person\":\"" + person
                + "\",\"occurredOn\":\"2026-05-12\",\"test\":\"Reading and writing\",\"score\":240.50,\"form\":\""
                + mark + "\",\"reference\":\"" + mark + "\"}";
        return new Asked(number, Asked.Kind.ROW, person, null, null, mark, body);
    }
}
