-- Evidence: what was asserted about a person's work, by whom, and when the service learned of it. Rows are added and
-- never changed. A correction is a row that supersedes; signatures and retractions are rows of their own with their own
-- recorded-at, so that the status as of any day and any state of knowledge can be computed afterwards.
--
-- body is what came in, byte for byte: the commitment on the trail is made over it. payload says the same for queries;
-- jsonb reorders fields and reformats numbers. person_seq and recorded_at are the trail entry's.
--
-- That the person exists is the act's business; nobody is ever removed, and a foreign key would lock the person's row
-- for every record that arrives.
create table evidence (
    person_id uuid not null,
    id uuid not null,
    person_seq bigint not null check (person_seq > 0),
    kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
    purpose text not null check (purpose in ('licensure', 'growth')),
    occurred_on date not null,
    recorded_at timestamptz not null,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    assessor_role text,
    supersedes uuid check (supersedes <> id),
    expires_on date check (expires_on >= occurred_on),
    required_signatures text[] not null,
    body bytea not null,
    media_type text not null,
    digest bytea not null check (digest = sha256(body)),
    payload jsonb not null,
    primary key (person_id, id),
    unique (person_id, person_seq),
    -- corrections form a line: who corrects a correction supersedes it, not what it superseded
    constraint evidence_no_fork unique (person_id, supersedes),
    foreign key (person_id, supersedes) references evidence (person_id, id)
);

create table evidence_signature (
    person_id uuid not null,
    evidence_id uuid not null,
    role text not null,
    signer text not null,
    signed_on date not null,
    recorded_at timestamptz not null,
    primary key (person_id, evidence_id, role),
    foreign key (person_id, evidence_id) references evidence (person_id, id)
);

create table evidence_retraction (
    person_id uuid not null,
    evidence_id uuid not null,
    reason text not null,
    issuer_withdrew boolean not null,
    recorded_at timestamptz not null,
    primary key (person_id, evidence_id),
    foreign key (person_id, evidence_id) references evidence (person_id, id)
);

create trigger refuse_change before update or delete or truncate on evidence
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on evidence_signature
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on evidence_retraction
    for each statement execute function refuse_change();

grant select, insert on evidence, evidence_signature, evidence_retraction to ${app_role};
