-- Keys under which organizations sent requests that recorded something, kept as long as the records: a retry gets the
-- first answer, years later too. The row is written first, so that a twin waits at the primary key, and completed in
-- the same transaction; once complete it never changes.
--
-- The digest is salted, because a short request with a name and a birth date could be guessed from a bare one.
create table request_key (
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    key text not null,
    salt bytea not null,
    digest bytea not null,
    subject_id uuid,
    entry_id uuid,
    person_seq bigint,
    recorded_at timestamptz,
    commitment bytea,
    primary key (organization_id, key)
) with (fillfactor = 70);

create trigger refuse_second_answer before update on request_key
    for each row when (old.entry_id is not null) execute function refuse_change();
create trigger refuse_removal before delete or truncate on request_key
    for each statement execute function refuse_change();

grant select, insert, update (subject_id, entry_id, person_seq, recorded_at, commitment) on request_key to ${app_role};
