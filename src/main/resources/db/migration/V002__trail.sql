-- The trail: one row for each thing that was done, in the transaction that did it. Feed, receipts and proofs derive
-- from it. It holds no personal data: the commitment is salted, and the salt goes when the record is shredded.
--
-- home_id is the person whose record the entry touches, or else the organization that acted. The table can be
-- distributed by it on several servers, beside the person's own rows; hence it leads every key.
--
-- Who acted is what the act's transaction has been told (continuum.organization, continuum.actor). A statement that
-- runs outside of an act has no identity, gets null here, and fails.
create table trail_entry (
    home_id uuid not null check (home_id = coalesce(person_id, organization_id)),
    id uuid not null,
    type text not null check (type ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    person_id uuid,
    person_seq bigint check ((person_seq is null) = (person_id is null) and person_seq > 0),
    subject_id uuid not null,
    recorded_at timestamptz not null,
    salt bytea not null check (octet_length(salt) = 32),
    commitment bytea not null check (octet_length(commitment) = 32),
    data jsonb not null,
    primary key (home_id, id),
    unique (home_id, person_seq)
);

create trigger refuse_change before update or delete or truncate on trail_entry
    for each statement execute function refuse_change();

-- The row that is locked to number a person's entries without a gap. It waits only for acts on the same person.
create table person_head (
    person_id uuid primary key,
    seq bigint not null,
    recorded_at timestamptz not null
) with (fillfactor = 70);

-- Entries that wait for their place in the one sequence. ordinal orders what is visible at one moment; it never says
-- that nothing smaller will still appear, because transactions commit in another order than they insert.
create table trail_queue (
    ordinal bigint generated always as identity primary key,
    home_id uuid not null,
    entry_id uuid not null
);

-- The one sequence: contiguous from 1, given by one sequencer at a time to entries that have been committed.
create table trail_position (
    position bigint primary key check (position > 0),
    home_id uuid not null,
    entry_id uuid not null,
    unique (home_id, entry_id)
);

create trigger refuse_change before update or delete or truncate on trail_position
    for each statement execute function refuse_change();

grant select, insert on trail_entry, trail_position to ${app_role};
grant select, insert, update on person_head to ${app_role};
grant select, insert, delete on trail_queue to ${app_role};
