-- Licensing decisions and the licenses that grants issue. A determination says what the rules say; a decision is what a
-- named person with authority makes of it. Both are added and never changed: a license that is encumbered, renewed or
-- revoked gets further rows, and its status is computed from dates when it is read.
--
-- record is what was decided, as the exact bytes that the trail's commitment is made over; reading reads it. The columns
-- beside it are for queries and constraints.
create table licensing_decision (
    person_id uuid not null,
    id uuid not null,
    person_seq bigint not null check (person_seq > 0),
    determination_id uuid not null,
    act text not null check (act in ('grant', 'deny')),
    license_id uuid check ((act = 'grant') = (license_id is not null)),
    recorded_at timestamptz not null,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    record bytea not null,
    digest bytea not null check (digest = sha256(record)),
    primary key (person_id, id),
    foreign key (person_id, determination_id) references determination (person_id, id)
);

create table license (
    person_id uuid not null,
    id uuid not null,
    person_seq bigint not null check (person_seq > 0),
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    number text not null,
    license_type text not null,
    issued_on date not null,
    starts_on date not null,
    expires_on date not null check (expires_on >= starts_on),
    decision_id uuid not null,
    determination_id uuid not null,
    recorded_at timestamptz not null,
    record bytea not null,
    digest bytea not null check (digest = sha256(record)),
    primary key (person_id, id),
    -- two deciders who grant on the same answer at the same time issue one license
    constraint license_once unique (person_id, determination_id),
    foreign key (person_id, decision_id) references licensing_decision (person_id, id),
    foreign key (person_id, determination_id) references determination (person_id, id)
);

-- How far each authority has counted. Its row is the lock that gives a number once.
create table license_series (
    organization_id uuid primary key default nullif(current_setting('continuum.organization', true), '')::uuid,
    last bigint not null check (last > 0)
) with (fillfactor = 70);

-- The directory: which license is meant by an authority's number. A number must be unique across people, so this table
-- cannot go by person, and no foreign key ties it to the person's own rows.
create table license_number (
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    number text not null,
    person_id uuid not null,
    license_id uuid not null,
    primary key (organization_id, number)
);

create trigger refuse_change before update or delete or truncate on licensing_decision
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on license
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on license_number
    for each statement execute function refuse_change();

grant select, insert on licensing_decision, license, license_number to ${app_role};
grant select, insert, update on license_series to ${app_role};
