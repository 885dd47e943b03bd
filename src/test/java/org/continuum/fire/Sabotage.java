package org.continuum.fire;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.continuum.vault.DevelopmentKeys;
import org.continuum.vault.PersonKey;

/** What the harness must see. A harness that is blind to any of it has no right to report that nothing was lost. */
final class Sabotage {
    private Sabotage() {}

    /** Settings under which PostgreSQL acknowledges what it may forget. */
    enum Setting {
        ANSWERS_BEFORE_WRITING(Fault.POSTGRES_KILLED, "synchronous_commit=off", "wal_writer_delay=10s"),
        ANSWERS_BEFORE_WRITING_AND_LOSES_POWER(Fault.POWER_CUT, "synchronous_commit=off", "wal_writer_delay=10s"),
        NEVER_FORCES_AND_LOSES_POWER(Fault.POWER_CUT, "fsync=off");

        final Fault fault;
        final String[] settings;

        Setting(Fault fault, String... settings) {
            this.fault = fault;
            this.settings = settings;
        }
    }

    /** Breaks one invariant each; only a superuser can, with the triggers off. */
    static final Map<Invariants, String> OF_ROWS = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    Invariants.EVIDENCE_HAS_ITS_ENTRY,
                    "delete from trail_entry where id ="
                            + " (select id from trail_entry where type = 'evidence.submitted' limit 1)"),
            Map.entry(Invariants.SIGNATURE_HAS_ITS_ENTRY, """
                    insert into evidence_signature (person_id, evidence_id, role, signed_on, recorded_at)
                    select person_id, id, 'stranger', current_date, recorded_at + interval '1 second'
                    from evidence limit 1"""),
            Map.entry(Invariants.RETRACTION_HAS_ITS_ENTRY, """
                    insert into evidence_retraction (person_id, evidence_id, body, issuer_withdrew, recorded_at)
                    select person_id, id, 'none', false, recorded_at + interval '1 second' from evidence e
                    where not exists (select from evidence_retraction r where r.evidence_id = e.id) limit 1"""),
            Map.entry(
                    Invariants.ENTRY_HAS_ITS_RECORD,
                    "delete from evidence where id ="
                            + " (select subject_id from trail_entry where type = 'evidence.submitted' limit 1)"),
            Map.entry(Invariants.ENTRY_IS_NOT_DOUBLED, """
                    insert into trail_entry (home_id, id, type, organization_id, actor, person_id, person_seq, subject_id,
                        recorded_at, salt, handle_key, description_key, commitment, data)
                    select home_id, gen_random_uuid(), type, organization_id, actor, person_id, person_seq + 1000000,
                        subject_id, recorded_at, salt, handle_key, description_key, commitment, data
                    from trail_entry where type = 'evidence.submitted' limit 1"""),
            Map.entry(Invariants.PERSON_SEQ_HAS_NO_GAP, """
                    update trail_entry set person_seq = person_seq + 1 where (person_id, person_seq) =
                        (select person_id, max(person_seq) from trail_entry where person_id is not null
                        group by person_id limit 1)"""),
            Map.entry(
                    Invariants.HEAD_IS_THE_LAST_ENTRY,
                    "update person_head set seq = seq + 1 where person_id = (select person_id from person_head limit 1)"),
            Map.entry(
                    Invariants.NUMBERS_FOLLOW_TIME,
                    "update trail_entry set recorded_at = '2000-01-01' where person_seq = 2"),
            Map.entry(
                    Invariants.BULK_ROW_HAS_ITS_RECORD,
                    "delete from evidence where id = (select evidence_id from bulk_row where state = 'accepted' limit 1)"),
            Map.entry(
                    Invariants.BULK_JOB_COUNTS_ITS_ROWS,
                    "delete from bulk_row where number = 1 and job_id = (select job_id from bulk_row limit 1)"),
            Map.entry(
                    Invariants.KEY_IS_COMPLETE,
                    "insert into request_key (organization_id, key, salt, digest)"
                            + " values (gen_random_uuid(), 'half', 'x', 'x')"),
            Map.entry(
                    Invariants.KEY_AGREES_WITH_ITS_ENTRY,
                    "update request_key set person_seq = person_seq + 1 where key ="
                            + " (select min(key) from request_key where person_seq is not null)"),
            Map.entry(Invariants.KEYS_SHARE_NO_ENTRY, """
                    insert into request_key (organization_id, key, salt, digest, subject_id, entry_id, person_id, person_seq,
                        recorded_at, commitment)
                    select organization_id, 'again', salt, digest, subject_id, entry_id, person_id, person_seq, recorded_at,
                        commitment
                    from request_key limit 1"""),
            Map.entry(Invariants.POSITIONS_HAVE_NO_GAP, "delete from trail_position where position = 1"),
            Map.entry(
                    Invariants.ENTRY_HAS_ONE_PLACE,
                    "delete from trail_position where position = (select max(position) from trail_position)"),
            Map.entry(
                    Invariants.PLACE_HAS_ITS_ENTRY,
                    "insert into trail_position (position, home_id, entry_id)"
                            + " select max(position) + 1, gen_random_uuid(), gen_random_uuid() from trail_position"),
            Map.entry(Invariants.POSITIONS_KEEP_A_PERSONS_ORDER, """
                    update trail_position set position = (select max(position) + 1 from trail_position)
                    where entry_id = (select id from trail_entry where person_seq = 1 limit 1)"""),
            Map.entry(
                    Invariants.LOG_FOLLOWS_THE_SEQUENCE,
                    "update log_entry set entry = set_byte(entry, 30, 255 - get_byte(entry, 30)) where number = 3"),
            Map.entry(
                    Invariants.LAST_CHECKPOINT_COVERS_THE_SEQUENCE,
                    "delete from log_checkpoint where size = (select max(size) from log_checkpoint)"),
            Map.entry(
                    Invariants.QUEUE_IS_DRAINED,
                    "insert into trail_queue (home_id, entry_id) values (gen_random_uuid(), gen_random_uuid())")));

    /** Breaks the log without a trace in any other table. */
    static final List<String> OF_THE_LOG = List.of(
            "update log_tile set hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40)) where level = 0",
            "delete from log_tile where level = 0 and number = 0",
            "update log_entry set entry = set_byte(entry, 100, 255 - get_byte(entry, 100)) where number = 0",
            "update log_checkpoint set root = sha256('another') where size = (select min(size) from log_checkpoint)",
            "update log_checkpoint set note = replace(note, size::text, (size + 1)::text)");

    /** One more record of bytes that were sent once, which nobody opens: they are sealed for another. */
    static final String COPIED_ROW = """
            insert into evidence (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, organization_id,
                required_signatures, body, media_type, digest, payload)
            select person_id, gen_random_uuid(), (select max(seq) + 1 from person_head h where h.person_id = e.person_id),
                kind, purpose, occurred_on, recorded_at, organization_id, required_signatures, body, media_type, digest,
                payload
            from evidence e limit 1""";

    /** What is found while the sabotage is in; it is taken back afterwards. */
    static <T> T during(Site site, String sabotage, Finding<T> finding) throws SQLException {
        try (Connection superuser = site.postgres.asSuperuser();
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("set local session_replication_role = replica"); // no triggers, no foreign keys
            statement.execute(sabotage);
            T found = finding.in(superuser);
            superuser.rollback();
            return found;
        }
    }

    /** Looks at a database that is being sabotaged. */
    interface Finding<T> {
        T in(Connection database) throws SQLException;
    }

    /**
     * How many acknowledged requests the harness reports as lost that it did not report before. The site is of no more use
     * for anything but sabotage afterwards.
     */
    static int lost(Site site, Setting setting, long seed, int enough) throws Exception {
        int before = lost(site);
        site.postgres.close();
        site.postgres.start(setting.settings);
        try {
            return new Cycle(site, setting.fault, seed, enough)
                            .run()
                            .verdict()
                            .lost()
                            .size()
                    - before;
        } catch (Postgres.Ruined ruined) {
            return (int) site.ledger.lines().stream()
                            .filter(line -> line.acknowledgement().isPresent())
                            .count()
                    - before;
        }
    }

    private static int lost(Site site) throws SQLException {
        try (Connection superuser = site.postgres.asSuperuser()) {
            return new Comparison(superuser).with(site.ledger).lost().size();
        }
    }

    /** Acknowledgements that nobody gave, answers that were changed, an event that was never shown: found or not. */
    static List<String> unseenInTheLedger(Site site) throws SQLException {
        List<Ledger.Line> lines = site.ledger.lines();
        Ledger.Line last = lines.stream()
                .filter(line ->
                        line.acknowledgement().isPresent() && line.asked().key() != null)
                .reduce((one, next) -> next)
                .orElseThrow();
        Asked asked = last.asked();
        Asked never = new Asked(
                asked.number() + 1,
                asked.kind(),
                asked.person(),
                null,
                null,
                asked.mark() + "-never",
                asked.body() + " ");
        String receipt = last.acknowledgement().orElseThrow().body();
        List<String> unseen = new ArrayList<>();
        try (Connection superuser = site.postgres.asSuperuser()) {
            Comparison now = new Comparison(superuser);
            see(
                    now,
                    lines,
                    new Ledger.Line(never, List.of(new Answer(201, receipt))),
                    Verdict::lost,
                    "invented",
                    unseen);
            String other = receipt.replaceFirst("\"personSeq\":", "\"personSeq\":1");
            see(now, lines, new Ledger.Line(asked, List.of(new Answer(201, other))), Verdict::lost, "changed", unseen);
            see(
                    now,
                    lines,
                    new Ledger.Line(asked, List.of(new Answer(201, receipt), new Answer(201, other))),
                    Verdict::unstable,
                    "second answer",
                    unseen);
            if (now.with(lines, Map.of(1L, "nothing"), Map.of()).lost().isEmpty()) {
                unseen.add("an event that was shown and is gone");
            }
            if (now.with(lines, Map.of(), Map.of(1L, "a note")).lost().isEmpty()) {
                unseen.add("a signed tree that was shown and is gone");
            }
            if (now.with(lines.subList(1, lines.size()), Map.of(), Map.of())
                            .strange()
                            .isEmpty()
                    && now.has(lines.getFirst().asked())) {
                unseen.add("a record that nobody asked for");
            }
        }
        return unseen;
    }

    private static void see(
            Comparison now,
            List<Ledger.Line> lines,
            Ledger.Line sabotage,
            Function<Verdict, List<String>> kind,
            String name,
            List<String> unseen) {
        int before = kind.apply(now.with(lines, Map.of(), Map.of())).size();
        List<Ledger.Line> more = new ArrayList<>(lines);
        more.add(sabotage);
        if (kind.apply(now.with(more, Map.of(), Map.of())).size() == before) {
            unseen.add("acknowledgement: " + name);
        }
    }

    /** Sabotage of rows that is not found. */
    static List<String> unseenInTheRows(Site site) throws SQLException {
        List<String> unseen = new ArrayList<>();
        for (Invariants each : Invariants.values()) {
            String sabotage = OF_ROWS.get(each);
            if (sabotage == null || during(site, sabotage, each::offenders).isEmpty()) {
                unseen.add(each.name());
            }
        }
        for (String sabotage : OF_THE_LOG) {
            if (during(site, sabotage, LogCheck::broken).isEmpty()) {
                unseen.add(sabotage);
            }
        }
        if (during(site, COPIED_ROW, database -> new Comparison(database).with(site.ledger))
                .strange()
                .isEmpty()) {
            unseen.add("a copied row");
        }
        if (during(site, "select 1", database -> {
                    doubleRow(database);
                    return new Comparison(database).with(site.ledger);
                })
                .doubled()
                .isEmpty()) {
            unseen.add("a doubled row");
        }
        String others = "update trail_entry set salt = sha256('another') where type = 'evidence.submitted'";
        if (during(site, others, database -> new Comparison(database).with(site.ledger))
                .lost()
                .isEmpty()) {
            unseen.add("a commitment that does not open");
        }
        if (during(site, "delete from request_key", database -> new Comparison(database).with(site.ledger))
                .halfWritten()
                .isEmpty()) {
            unseen.add("a key that is gone");
        }
        return unseen;
    }

    /** As the service would add a record twice: sealed for the row that it stands in. */
    private static void doubleRow(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select person_id, id, body, digest from evidence limit 1")) {
            row.next();
            UUID person = row.getObject(1, UUID.class);
            UUID id = row.getObject(2, UUID.class);
            UUID other = UUID.randomUUID();
            PersonKey key = DevelopmentKeys.of(database, person).orElseThrow();
            try (PreparedStatement add = database.prepareStatement("""
                    insert into evidence (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at,
                        organization_id, required_signatures, body, media_type, digest, payload)
                    select person_id, ?, person_seq + 1000000, kind, purpose, occurred_on, recorded_at, organization_id,
                        required_signatures, ?, media_type, ?, payload
                    from evidence where person_id = ? and id = ?""")) {
                add.setObject(1, other);
                add.setBytes(2, key.seal(key.open(row.getBytes(3), "evidence.body", id), "evidence.body", other));
                add.setBytes(3, key.seal(key.open(row.getBytes(4), "evidence.digest", id), "evidence.digest", other));
                add.setObject(4, person);
                add.setObject(5, id);
                add.executeUpdate();
            }
        }
    }
}
