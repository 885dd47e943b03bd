-- A notice tells the person what a determination says and how to appeal; issuing it starts the clock, once. The text is
-- kept as it was sent: the program that wrote it will change.
create table determination_notice (
    person_id uuid not null,
    determination_id uuid not null,
    person_seq bigint not null check (person_seq > 0),
    issued_on date not null,
    last_day date check (last_day >= issued_on),
    recorded_at timestamptz not null,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    text bytea not null,
    digest bytea not null check (digest = sha256(text)),
    primary key (person_id, determination_id),
    foreign key (person_id, determination_id) references determination (person_id, id)
);

-- A review of a determination is opened because somebody asked, or because a record that it used was voided. It is open
-- until a row decides it. record is what the trail's commitment is made over; the columns beside it are for queries.
create table determination_review (
    person_id uuid not null,
    id uuid not null,
    person_seq bigint not null check (person_seq > 0),
    determination_id uuid not null,
    origin text not null check (origin in ('requested', 'voided-input')),
    evidence_id uuid check ((origin = 'voided-input') = (evidence_id is not null)),
    recorded_at timestamptz not null,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    record bytea not null,
    digest bytea not null check (digest = sha256(record)),
    primary key (person_id, id),
    foreign key (person_id, determination_id) references determination (person_id, id)
);

create index on determination_review (person_id, determination_id);

create table determination_review_decision (
    person_id uuid not null,
    review_id uuid not null,
    person_seq bigint not null check (person_seq > 0),
    outcome text not null check (outcome in ('upheld', 'changed', 'withdrawn')),
    determination_id uuid check ((outcome = 'changed') = (determination_id is not null)),
    recorded_at timestamptz not null,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    record bytea not null,
    digest bytea not null check (digest = sha256(record)),
    primary key (person_id, review_id),
    foreign key (person_id, review_id) references determination_review (person_id, id),
    foreign key (person_id, determination_id) references determination (person_id, id)
);

create trigger refuse_change before update or delete or truncate on determination_notice
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on determination_review
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on determination_review_decision
    for each statement execute function refuse_change();

grant select, insert on determination_notice, determination_review, determination_review_decision to ${app_role};
