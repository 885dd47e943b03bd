package org.continuum.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** The running service lets in whom the policy lets in, and nobody else: every cell of the matrix is asked. */
@QuarkusTest
class PolicyMatrixTest {
    private static final Logger LOG = Logger.getLogger(PolicyMatrixTest.class);
    private static final Set<String> OF_THE_EXCHANGE = Set.of("correlation-id", "date");

    private static final UUID STRANGER = UUID.randomUUID();

    @Inject
    PolicyOnTrial trial;

    @Test
    void every_cell_is_answered_and_put_on_record_as_the_policy_says_and_what_is_not_found_always_alike() {
        Policy policy = trial.policy();
        Map<Integer, Integer> answers = new TreeMap<>();
        Set<String> notFound = new HashSet<>();
        List<String> red = new ArrayList<>();
        Map<String, Cell> asked = new HashMap<>();
        new Matrix(Parties.meet(), policy)
                .cells()
                .values()
                .forEach(cells -> cells.forEach(cell -> {
                    HttpResponse<String> answer = cell.ask();
                    int due = cell.due(policy);
                    asked.put(answer.headers().firstValue("Correlation-Id").orElseThrow(), cell);
                    answers.merge(answer.statusCode(), 1, Integer::sum);
                    if (answer.statusCode() != due) {
                        red.add(cell + ": " + due + " was due, " + answer.statusCode() + " came");
                    }
                    if (answer.statusCode() == 404) {
                        notFound.add(headers(answer) + answer.body());
                    }
                }));
        Map<String, List<LoggedRead>> onRecord = LoggedRead.of(asked.keySet());
        asked.forEach((correlation, cell) -> {
            List<LoggedRead> found = onRecord.getOrDefault(correlation, List.of());
            if (!found.equals(cell.dueOnRecord(policy))) {
                red.add(cell + ": " + cell.dueOnRecord(policy) + " was due on record, " + found + " is");
            }
        });
        LOG.infof(
                "policy matrix: %d cells, answers by status %s, reads on record %d, red %d",
                sum(answers), answers, onRecord.size(), red.size());
        assertThat(red).isEmpty();
        assertThat(onRecord).hasSizeGreaterThan(300);
        assertThat(notFound).as("foreign, unknown and malformed are one answer").hasSize(1);
        assertThat(answers.keySet()).containsExactly(StopBehindTheGate.PASSED, 401, 403, 404);
    }

    /** Nobody gets past the place where closed records are answered; whoever is not let in is told what all others are. */
    @Test
    void a_merged_record_leads_on_and_a_deactivated_one_is_gone_whatever_is_asked_of_it() {
        Parties merged = Parties.meet();
        UUID other = Registry.provider();
        UUID survivor = Registry.person(other);
        Registry.enroll(other, Registry.program(other), survivor);
        merged.board()
                .decider()
                .body(Map.of("absorbed", merged.person(), "reason", "The same diploma."))
                .post("/people/" + survivor + "/merges")
                .then()
                .statusCode(201);
        assertThat(closed(merged, 308, Set.of("getProofBundle"))).isEmpty();
        Parties deactivated = Parties.meet();
        deactivated
                .board()
                .decider()
                .body(Map.of("reason", "A row of a test."))
                .post("/people/" + deactivated.person() + "/deactivation")
                .then()
                .statusCode(200);
        Set<String> remain = Set.of("getProofBundle", "listGrants", "eraseRecord", "deactivateRecord");
        assertThat(closed(deactivated, 410, remain)).isEmpty();
    }

    /** Cells that are answered otherwise. */
    private List<String> closed(Parties parties, int closed, Set<String> remain) {
        Policy policy = trial.policy();
        List<String> red = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<String, List<Cell>> operation :
                new Matrix(parties, policy).cells().entrySet()) {
            for (Cell cell : operation.getValue()) {
                boolean asks = cell.ofAPerson()
                        && cell.id().kind() == Cell.Id.Kind.OWN
                        && !remain.contains(operation.getKey());
                boolean passes = asks && cell.due(policy) == StopBehindTheGate.PASSED;
                // whoever makes a relation has none yet, and is asked by the act how it knows her: StrangersTest
                if (asks && !(passes && cell.known().isEmpty())) {
                    asked++;
                    int due = passes ? closed : cell.due(policy);
                    HttpResponse<String> answer = cell.ask(false);
                    if (answer.statusCode() != due) {
                        red.add(cell + ": " + due + " was due, " + answer.statusCode() + " came");
                    }
                }
            }
        }
        LOG.infof("closed by %d: %d cells, red %d", closed, asked, red.size());
        assertThat(asked).isGreaterThan(500);
        return red;
    }

    @Test
    void asking_for_the_headers_alone_is_asking_all_the_same() {
        String person = "/people/" + Parties.meet().person();
        assertThat(status("HEAD", person, "x")).isEqualTo(401);
        assertThat(status("HEAD", person, Tokens.of(STRANGER, Role.OPERATOR))).isEqualTo(403);
        assertThat(status("HEAD", person, Tokens.of(STRANGER, Role.PROGRAM_SUBMITTER)))
                .isEqualTo(404);
    }

    @Test
    void an_operation_without_a_line_is_refused_to_everybody() {
        Policy truth = trial.policy();
        String operator = Tokens.of(STRANGER, Role.OPERATOR);
        try {
            trial.put(new Policy(truth.purposes(), Map.of()));
            assertThat(status("GET", "/problems", "x")).isEqualTo(401);
            assertThat(status("GET", "/problems", operator)).isEqualTo(403);
            assertThat(status("GET", "/organizations", operator)).isEqualTo(403);
        } finally {
            trial.put(truth);
        }
    }

    /** Outside of the contract, which neither promises HEAD nor such refusals. */
    private static int status(String method, String path, String token) {
        return given().noFilters()
                .header("Authorization", "Bearer " + token)
                .request(method, path)
                .statusCode();
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(OF_THE_EXCHANGE);
        return headers;
    }

    private static int sum(Map<Integer, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
