-- Bulk jobs: a term's records as one upload that is looked at before it is recorded. A job is edited as it moves along;
-- what it came to, row by row, is added and never changed.
--
-- Everything of a job hangs on the job, not on a person: rows are read, counted and paged in the order of the file.
create table bulk_job (
    id uuid primary key,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    -- who gave the latest order: the worker acts for nobody else
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    format text not null check (format in ('ndjson', 'csv')),
    kind text check ((kind is null) = (format = 'ndjson')),
    header text[], -- of a CSV, as its first part had it
    state text not null check (state in ('receiving', 'checking', 'checked', 'committing', 'committed', 'canceled',
        'undoing', 'undone')),
    created_at timestamptz not null,
    changed_at timestamptz not null,
    received int not null default 0,
    received_bytes bigint not null default 0,
    -- how far each pass has come, in rows from the first, and what it found
    checked int not null default 0 check (checked <= received),
    acceptable int not null default 0,
    repeated int not null default 0,
    refused int not null default 0,
    committed int not null default 0 check (committed <= received),
    accepted int not null default 0,
    duplicates int not null default 0,
    rejected int not null default 0,
    reversed int not null default 0 check (reversed <= received),
    undone int not null default 0,
    kept int not null default 0,
    reversal_id uuid,
    reversal_reason text check ((reversal_reason is null) = (reversal_id is null)),
    reversal_body bytea, -- the request for it, byte for byte
    -- a canceled job's rows go piece by piece
    cleared boolean not null default false
) with (fillfactor = 50);

create index on bulk_job (organization_id, id);
-- what a worker looks for, every second
create index on bulk_job (changed_at)
    where state in ('checking', 'committing', 'undoing') or state = 'canceled' and not cleared;

-- Rows on their way in, byte for byte; they go as they are recorded. Null: the row was too long to be kept.
create table bulk_line (
    job_id uuid not null references bulk_job,
    number int not null check (number > 0),
    line bytea,
    primary key (job_id, number)
);

-- What the preview said of each row that still waits; it goes with the row.
create table bulk_verdict (
    job_id uuid not null references bulk_job,
    number int not null,
    state text not null check (state in ('acceptable', 'duplicate', 'rejected')),
    reference text,
    person_id uuid,
    evidence_id uuid,
    problem jsonb check ((problem is null) = (state <> 'rejected')),
    primary key (job_id, number)
);

-- a reference used twice in one file
create index on bulk_verdict (job_id, reference) where reference is not null and state = 'acceptable';

-- What became of each row. The receipt is the trail's and is found by the record.
create table bulk_row (
    job_id uuid not null references bulk_job,
    number int not null check (number > 0),
    state text not null check (state in ('accepted', 'duplicate', 'rejected')),
    reference text,
    person_id uuid,
    evidence_id uuid check ((evidence_id is null) = (state = 'rejected')),
    problem jsonb check ((problem is null) = (state <> 'rejected')),
    primary key (job_id, number)
);

-- few among many, and what a submitter asks for first
create index on bulk_row (job_id, number) where state in ('duplicate', 'rejected');

-- Accepted rows that an undoing has come to: taken back, or left alone because of something.
create table bulk_reversed (
    job_id uuid not null references bulk_job,
    number int not null,
    because text check (because in ('retracted', 'superseded', 'signed', 'appealed')),
    primary key (job_id, number)
);

create trigger refuse_change before update or delete or truncate on bulk_row
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on bulk_reversed
    for each statement execute function refuse_change();

grant select, insert, update on bulk_job to ${app_role};
grant select, insert, delete on bulk_line, bulk_verdict to ${app_role};
grant select, insert on bulk_row, bulk_reversed to ${app_role};
