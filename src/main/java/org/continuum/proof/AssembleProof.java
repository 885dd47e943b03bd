package org.continuum.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Database;
import org.continuum.access.Reading;
import org.continuum.evidence.EvidenceLog;
import org.continuum.http.Problem;
import org.continuum.log.Checkpoint;
import org.continuum.log.Log;
import org.continuum.log.LogKey;
import org.continuum.log.Merkle;
import org.continuum.log.Tiles;
import org.continuum.trail.Kept;
import org.continuum.trail.LogEntry;
import org.continuum.trail.Salt;
import org.continuum.trail.TrailEntries;
import org.continuum.vault.Erasures;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;

/** Puts together what shows a person's entries to be in the log, for somebody who may see the person's record. */
@ApplicationScoped
class AssembleProof {
    private final Opened opened;
    private final EvidenceLog log;
    private final TrailEntries entries;
    private final LogKey key;
    private final Erasures erasures;
    private final PersonKeys keys;
    private final Database database;

    AssembleProof(
            Opened opened,
            EvidenceLog log,
            TrailEntries entries,
            LogKey key,
            Erasures erasures,
            PersonKeys keys,
            Database database) {
        this.erasures = erasures;
        this.keys = keys;
        this.opened = opened;
        this.log = log;
        this.entries = entries;
        this.key = key;
        this.database = database;
    }

    /** Before the others are called: gives what was recorded just now its time to come into the log. */
    void await(Caller caller, UUID person) {
        entries.awaitPlaces(caller, person);
    }

    /** All of the person's entries, those that the caller may not see unopened; of the erased only the erasure is opened. */
    @Reading
    ProofBundle whole(Caller caller, UUID person) {
        return assemble(
                person,
                erasures.record(person)
                        .map(erasure -> Map.of(person, List.of(erasure)))
                        .orElseGet(() -> opened.to(caller, person)),
                Optional.empty());
    }

    /** What was recorded of one piece of evidence; the problem "not found" for one that the caller may not see. */
    @Reading
    ProofBundle of(Caller caller, UUID person, UUID evidence) {
        Map<UUID, List<byte[]>> bytes = opened.evidenceTo(caller, person);
        if (!bytes.containsKey(evidence)) {
            throw Problem.notFound();
        }
        return assemble(log.get(person, evidence).person(), bytes, Optional.of(evidence));
    }

    private ProofBundle assemble(UUID person, Map<UUID, List<byte[]>> bytes, Optional<UUID> only) {
        try (Connection connection = database.getConnection()) {
            Checkpoint checkpoint = Log.checkpoint(connection).orElseThrow(Problem::notFound);
            List<Kept> kept = TrailEntries.ofPerson(connection, person, checkpoint.size()).stream()
                    .filter(each -> only.isEmpty() || only.get().equals(each.subject()))
                    .toList();
            Tiles tiles = new Tiles(connection);
            // None of the erased, of whom only what needs no key is opened.
            Optional<PersonKey> opens = keys.find(person);
            tiles.prefetch(kept.stream().map(ProvenEntry::index).toList());
            List<ProvenEntry> proven = kept.stream()
                    .map(each -> ProvenEntry.of(
                            each,
                            Merkle.inclusion(ProvenEntry.index(each), checkpoint.size(), tiles),
                            bytes.containsKey(each.subject()),
                            opening(opens, each, bytes.getOrDefault(each.subject(), List.of()))))
                    .toList();
            String scope = only.map(UUID::toString).orElse("all");
            return new ProofBundle(
                    ProofBundle.FORMAT, person, checkpoint.note(), head(person, scope, proven, checkpoint), proven);
        } catch (SQLException e) {
            throw new IllegalStateException("The proof cannot be put together", e);
        }
    }

    /** Of a record's bytes those that this entry was made over: they are what its commitment opens with. */
    private static Optional<ProvenEntry.Opening> opening(Optional<PersonKey> key, Kept entry, List<byte[]> candidates) {
        if (candidates.isEmpty() || key.isEmpty() && Salt.isSealed(entry.salt())) {
            return Optional.empty();
        }
        byte[] salt = key.map(each -> Salt.open(each, entry.id(), entry.salt())).orElse(entry.salt());
        return candidates.stream()
                .filter(bytes -> Arrays.equals(LogEntry.commitment(salt, bytes), entry.commitment()))
                .map(bytes -> new ProvenEntry.Opening(salt, bytes))
                .findFirst();
    }

    /** Counts what the bundle holds, so that nobody can hand it on with less in it. */
    private String head(UUID person, String scope, List<ProvenEntry> proven, Checkpoint checkpoint) {
        return key.note("continuum/head/v1\n%s\n%s\n%s\n%d\n%d\n%d\n%d\n"
                .formatted(
                        key.origin(),
                        person,
                        scope,
                        proven.size(),
                        proven.stream()
                                .filter(each -> each.description() != null)
                                .count(),
                        proven.stream().filter(each -> each.bytes() != null).count(),
                        checkpoint.size()));
    }
}
