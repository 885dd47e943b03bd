package org.continuum.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.license.Board;
import org.junit.jupiter.api.Test;

/** What a subscriber is sent of somebody, and is sent again after she was erased: that something happened, and no word of it. */
@QuarkusTest
class WebhookCanaryTest {
    @Inject
    Hooks hooks;

    @Test
    void nothing_of_what_was_told_reaches_a_subscriber_before_an_erasure_or_by_a_replay_after_it() throws Exception {
        Instant now = Hooks.now();
        String word = "canary-" + UUID.randomUUID();
        Board board = Board.open();
        try (Receiver receiver = new Receiver()) {
            Hooks.Hook hook = hooks.subscribe(
                    board.authority(),
                    receiver.url(),
                    "types",
                    List.of("evidence.submitted", "evidence.retracted", "person.erased"));
            long before = hooks.end();
            UUID evidence = board.post(
                    board.university(),
                    Role.PROGRAM_SUBMITTER,
                    board.evidence("observation", "2026-03-04", Map.of("attributes", Map.of("note", word))));
            Board.at(as(board.university(), Role.PROGRAM_SUBMITTER))
                    .body(Map.of("reason", word, "issuerWithdrew", false))
                    .post("/people/" + board.person() + "/evidence/" + evidence + "/retraction")
                    .then()
                    .statusCode(201);
            hooks.deliver(now);
            assertThat(receiver.got()).hasSize(2);
            as(board.authority(), Role.BOARD_DECIDER)
                    .body(Map.of("ground", "court-order", "order", "A-3"))
                    .post("/people/" + board.person() + "/erasure")
                    .then()
                    .statusCode(200);
            hook.replay(before);
            hooks.deliver(now);
            hooks.deliver(now.plusSeconds(1));
            assertThat(receiver.got()).as("all of it again, and the erasure").hasSizeGreaterThanOrEqualTo(5);
            assertThat(receiver.got())
                    .allSatisfy(got -> assertThat(got.body())
                            .doesNotContain(word)
                            .contains(board.person().toString()));
            hooks.forget(List.of(hook));
        }
    }
}
