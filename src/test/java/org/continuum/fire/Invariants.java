package org.continuum.fire;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold of the database's rows at any moment at which nothing is under way, whatever happened before. A check is
 * a query for offenders: it finds nothing, or the database is broken. To hold more, add a check, and to
 * {@code SabotageIT} what breaks it.
 */
enum Invariants {
    EVIDENCE_HAS_ITS_ENTRY("""
            select 'evidence ' || e.id from evidence e
            left join trail_entry t on t.home_id = e.person_id and t.subject_id = e.id and t.type = 'evidence.submitted'
                and t.person_id = e.person_id and t.person_seq = e.person_seq and t.recorded_at = e.recorded_at
            where t.id is null"""),
    SIGNATURE_HAS_ITS_ENTRY("""
            select 'signature on ' || s.evidence_id from evidence_signature s
            join evidence e on e.person_id = s.person_id and e.id = s.evidence_id
            left join trail_entry t on t.home_id = s.person_id and t.subject_id = s.evidence_id
                and t.recorded_at = s.recorded_at
                and (t.type = 'evidence.signed' and t.data ->> 'role' = s.role or t.type = 'evidence.submitted')
            where t.id is null"""),
    RETRACTION_HAS_ITS_ENTRY("""
            select 'retraction of ' || r.evidence_id from evidence_retraction r
            left join trail_entry t on t.home_id = r.person_id and t.subject_id = r.evidence_id
                and t.recorded_at = r.recorded_at and t.type = 'evidence.retracted'
            where t.id is null"""),
    ENTRY_HAS_ITS_RECORD("""
            select t.type || ' ' || t.id from trail_entry t
            where t.type = 'evidence.submitted'
                    and not exists (select from evidence e where e.person_id = t.person_id and e.id = t.subject_id)
                or t.type = 'evidence.signed'
                    and not exists (select from evidence_signature s
                        where s.person_id = t.person_id and s.evidence_id = t.subject_id
                            and s.role = t.data ->> 'role')
                or t.type = 'evidence.retracted'
                    and not exists (select from evidence_retraction r
                        where r.person_id = t.person_id and r.evidence_id = t.subject_id)
                or t.type = 'person.registered'
                    and not exists (select from person p where p.person_id = t.subject_id)"""),
    ENTRY_IS_NOT_DOUBLED("""
            select t.type || ' of ' || t.subject_id || ': ' || count(*) from trail_entry t
            where t.type in ('evidence.submitted', 'evidence.retracted', 'person.registered')
            group by t.type, t.subject_id having count(*) > 1
            union all
            select t.type || ' of ' || t.subject_id || ': ' || count(*) from trail_entry t
            where t.type = 'evidence.signed'
            group by t.type, t.subject_id, t.data ->> 'role' having count(*) > 1"""),
    PERSON_SEQ_HAS_NO_GAP("""
            select 'person ' || t.person_id || ': ' || count(*) || ' entries up to number ' || max(t.person_seq)
            from trail_entry t where t.person_id is not null
            group by t.person_id
            having min(t.person_seq) <> 1 or max(t.person_seq) <> count(*) or count(distinct t.person_seq) <> count(*)"""),
    HEAD_IS_THE_LAST_ENTRY("""
            select 'head of ' || coalesce(h.person_id, t.person_id) from person_head h
            full join (select person_id, max(person_seq) as seq from trail_entry
                where person_id is not null group by person_id) t
                on t.person_id = h.person_id
            where h.seq is distinct from t.seq"""),
    NUMBERS_FOLLOW_TIME("""
            select 'entry ' || id from (
                select id, recorded_at, lag(recorded_at) over (partition by person_id order by person_seq) as before
                from trail_entry where person_id is not null) t
            where recorded_at < before"""),
    BULK_ROW_HAS_ITS_RECORD("""
            select 'row ' || r.number || ' of job ' || r.job_id from bulk_row r
            where r.evidence_id is not null
                and not exists (select from evidence e where e.person_id = r.person_id and e.id = r.evidence_id)"""),
    BULK_JOB_COUNTS_ITS_ROWS("""
            select 'job ' || j.id from bulk_job j, lateral (
                select count(*) as rows, count(*) filter (where state = 'accepted') as accepted
                from bulk_row r where r.job_id = j.id) r
            where j.committed <> r.rows or j.accepted <> r.accepted"""),
    KEY_IS_COMPLETE("""
            select 'key ' || key from request_key
            where subject_id is null or entry_id is null or person_id is null and (recorded_at is null or commitment is null)
                or person_id is not null and num_nonnulls(person_seq, recorded_at, commitment, signature) > 0"""),
    KEY_AGREES_WITH_ITS_ENTRY("""
            select 'key ' || k.key from request_key k left join trail_entry t on t.id = k.entry_id
            where k.entry_id is not null
                and (t.id is null or t.subject_id <> k.subject_id or t.organization_id <> k.organization_id
                    or k.person_id is null and (t.person_seq is distinct from k.person_seq
                        or t.recorded_at <> k.recorded_at or t.commitment <> k.commitment)
                    or k.person_id <> t.home_id)"""),
    KEYS_SHARE_NO_ENTRY("""
            select 'entry ' || entry_id || ' has ' || count(*) || ' keys' from request_key
            where entry_id is not null group by entry_id having count(*) > 1"""),
    POSITIONS_HAVE_NO_GAP("""
            select count(*) || ' positions up to ' || max(position) from trail_position
            having count(*) > 0 and (min(position) <> 1 or max(position) <> count(*))"""),
    ENTRY_HAS_ONE_PLACE("""
            select 'entry ' || t.id || ' has ' || count(p.position) || ' positions and waits ' || count(q.ordinal) || ' times'
            from trail_entry t
            left join trail_position p on p.home_id = t.home_id and p.entry_id = t.id
            left join trail_queue q on q.home_id = t.home_id and q.entry_id = t.id
            group by t.id having count(p.position) + count(q.ordinal) <> 1"""),
    PLACE_HAS_ITS_ENTRY("""
            select 'place of ' || x.entry_id from (
                select home_id, entry_id from trail_position union all select home_id, entry_id from trail_queue) x
            where not exists (select from trail_entry t where t.home_id = x.home_id and t.id = x.entry_id)"""),
    POSITIONS_KEEP_A_PERSONS_ORDER("""
            select 'entry ' || id from (
                select t.id, p.position, lag(p.position) over (partition by t.person_id order by t.person_seq) as before
                from trail_entry t join trail_position p on p.home_id = t.home_id and p.entry_id = t.id
                where t.person_id is not null) x
            where position < before"""),
    LOG_FOLLOWS_THE_SEQUENCE("""
            select 'position ' || coalesce(p.position, l.number + 1) from trail_position p
            full join log_entry l on l.number = p.position - 1
            left join trail_entry t on t.home_id = p.home_id and t.id = p.entry_id
            where p.position is null or l.number is null or substring(l.entry from 2 for 16) <> uuid_send(t.id)
                or substring(l.entry from 26 for 32) <> t.commitment"""),
    LAST_CHECKPOINT_COVERS_THE_SEQUENCE("""
            select 'signed up to ' || size || ' of ' || position from
                (select coalesce(max(size), 0) as size from log_checkpoint) c,
                (select coalesce(max(position), 0) as position from trail_position) p
            where size <> position"""),
    QUEUE_IS_DRAINED("select 'entry ' || entry_id || ' still waits' from trail_queue");

    private static final int NAMED = 5;

    private final String offenders;

    Invariants(String offenders) {
        this.offenders = offenders;
    }

    /** What is broken, in words; empty when nothing is. */
    static List<String> broken(Connection database) throws SQLException {
        List<String> broken = new ArrayList<>();
        for (Invariants each : values()) {
            broken.addAll(each.offenders(database));
        }
        return broken;
    }

    /** The first few offenders. */
    List<String> offenders(Connection database) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(offenders + " limit " + NAMED)) {
            while (rows.next()) {
                found.add(name() + ": " + rows.getString(1));
            }
        }
        return found;
    }
}
