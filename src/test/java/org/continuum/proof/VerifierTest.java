package org.continuum.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.log.Keys;
import org.continuum.log.LogKey;
import org.continuum.people.Registry;
import org.junit.jupiter.api.Test;

/**
 * Two programs that share no line believe what the service proves, and nothing else. {@code bin/prove-verifier} runs the
 * same over a hundred thousand forgeries.
 */
@QuarkusTest
class VerifierTest {
    private static final int MUTANTS = Integer.getInteger("continuum.mutants", 1_000);
    private static final long SEED = Long.getLong("continuum.mutants.seed", 9162);

    @Inject
    LogKey key;

    @Test
    void both_believe_what_is_proven_and_tell_the_same() throws IOException {
        Told told = Told.once();
        List<byte[]> good = good(told);
        List<Verifiers.Answer> java = Verifiers.java(Told.key(), good);
        assertThat(java).allMatch(Verifiers.Answer::holds);
        assertThat(Verifiers.javaScript(Told.key(), good)).isEqualTo(java);

        Path file = Files.write(Path.of("target", "whole.json"), good.getFirst());
        Files.writeString(
                Path.of("target", "whole.key"), Told.key()); // for whoever wants to look at verify/verify.html
        Path said = Path.of("target", "whole.txt");
        Path verify = Path.of("verify/Verify.java");
        String program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        int status = Verifiers.run(List.of(program, verify.toString(), Told.key(), file.toString()), said);
        String text = Files.readString(said);
        assertThat(status).as(text).isZero();
        assertThat(text)
                .contains("none missing", "EVERYTHING HOLDS", "signed by entry", "taken back by entry")
                .containsPattern("evidence.submitted " + told.corrected() + ", bytes match; superseded by entry \\d+")
                .containsPattern(
                        "determination.frozen .* digest [0-9a-f]{64} matches, outcome ready_with_conditions for")
                .contains("license.issued", "licensing-decision.made");
        String other = Keys.fresh(key.origin()).verifier().written();
        assertThat(Verifiers.run(List.of(program, verify.toString(), other, file.toString()), said))
                .as("by a key that has not signed")
                .isEqualTo(1);
    }

    @Test
    void both_believe_a_receipt_as_it_was_given_and_no_other() throws IOException {
        UUID university = Registry.provider();
        UUID person = Registry.person(university);
        String flat = as(university, Role.PROGRAM_SUBMITTER)
                .body(Map.of("person", person, "kind", "observation", "occurredOn", "2026-03-01"))
                .post("/evidence")
                .asString();
        String nested = as(university, Role.PROGRAM_SUBMITTER)
                .body(Registry.personDetails())
                .post("/people")
                .asString();
        List<byte[]> receipts = new ArrayList<>(List.of(utf8(flat), utf8(nested)));
        for (String receipt : List.of(flat, nested)) {
            receipts.add(utf8(receipt.replaceFirst("\"personSeq\":\\d+", "\"personSeq\":7")));
            receipts.add(utf8(receipt.replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"" + UUID.randomUUID() + "\"")));
            receipts.add(utf8(receipt.replaceFirst("\"recordedAt\":\"2", "\"recordedAt\":\"1")));
            receipts.add(utf8(receipt.replaceFirst("\"commitment\":\"[0-9a-f]{8}", "\"commitment\":\"00000000")));
        }
        List<Verifiers.Answer> java = Verifiers.java(Told.key(), receipts);
        assertThat(java.stream().map(Verifiers.Answer::holds))
                .containsExactly(true, true, false, false, false, false, false, false, false, false);
        assertThat(Verifiers.javaScript(Told.key(), receipts).stream().map(Verifiers.Answer::holds))
                .containsExactlyElementsOf(
                        java.stream().map(Verifiers.Answer::holds).toList());
    }

    @Test
    void neither_believes_a_forgery() {
        List<byte[]> good = good(Told.once());
        List<Verifiers.Answer> originals = Verifiers.java(Told.key(), good);
        Mutants mutants = new Mutants(SEED, good, key.origin());
        Map<String, Integer> made = new TreeMap<>();
        int same = 0;
        for (int done = 0; done < MUTANTS; done += 10_000) {
            List<Mutants.Mutant> batch = new ArrayList<>();
            for (int i = done; i < Math.min(MUTANTS, done + 10_000); i++) {
                batch.add(mutants.next());
            }
            List<byte[]> bytes = batch.stream().map(Mutants.Mutant::bytes).toList();
            List<Verifiers.Answer> java = Verifiers.java(Told.key(), bytes);
            List<Verifiers.Answer> script = Verifiers.javaScript(Told.key(), bytes);
            for (int i = 0; i < batch.size(); i++) {
                Mutants.Mutant mutant = batch.get(i);
                made.merge(mutant.how(), 1, Integer::sum);
                String name = "forgery " + (done + i) + " of seed " + SEED + ": " + mutant.how();
                assertThat(script.get(i).holds())
                        .as(name + ": both agree")
                        .isEqualTo(java.get(i).holds());
                if (Mutants.meansTheSame(mutant.bytes(), good.get(mutant.original()))) {
                    same++;
                    assertThat(java.get(i)).as(name).isEqualTo(originals.get(mutant.original()));
                    assertThat(script.get(i)).as(name).isEqualTo(java.get(i));
                } else {
                    assertThat(java.get(i).holds()).as(name + " is believed").isFalse();
                }
            }
        }
        System.out.printf(
                "%,d mutants of seed %d: %,d mean the same as before and are believed, %,d are forgeries, of which 0 are"
                        + " believed. By kind: %s%n",
                MUTANTS, SEED, same, MUTANTS - same, made);
        assertThat(made).as("every kind of forgery").hasSize(22);
        assertThat(same).as("those that mean the same").isBetween(1, MUTANTS / 5);
    }

    private static List<byte[]> good(Told told) {
        return new ArrayList<>(List.of(
                told.bundle(told.board().authority(), Role.BOARD_DECIDER),
                told.bundle(told.board().university(), Role.PROGRAM_SUBMITTER),
                told.bundle(told.district(), Role.DISTRICT_HR),
                told.proof(told.signed()),
                told.proof(told.correction())));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
