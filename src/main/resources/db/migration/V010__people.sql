-- Organizations and their programs are few and read from everywhere: on several servers they are copied to each.
-- What belongs to a person is kept together by person_id, which therefore leads every key.
create table organization (
    id uuid primary key,
    kind text not null check (kind in ('preparation-provider', 'licensing-authority', 'employer')),
    name text not null,
    jurisdiction text not null,
    version bigint not null
);

create index on organization (jurisdiction, kind);

create table organization_identifier (
    organization_id uuid not null references organization,
    scheme text not null,
    value text not null,
    primary key (organization_id, scheme, value)
);

create table program (
    id uuid primary key,
    provider_id uuid not null references organization,
    code text not null,
    title text not null,
    field text not null,
    grade_band text not null,
    route text not null,
    version bigint not null,
    unique (provider_id, code)
);

create table person (
    person_id uuid primary key,
    given_name text not null,
    family_name text not null,
    birth_date date,
    registered_by uuid not null, -- as the token named it
    version bigint not null
);

create index on person (registered_by, person_id);

-- The directory: who is meant by an identifier of an issuer. An identifier must be unique across an issuer's people, so
-- this table cannot go by person; it is looked up by issuer, and no foreign key ties it to the person's own rows.
create table person_identifier (
    issuer_id uuid not null references organization,
    value text not null,
    person_id uuid not null,
    primary key (issuer_id, value)
);

create index on person_identifier (person_id);

create table enrollment (
    person_id uuid not null references person,
    id uuid not null,
    program_id uuid not null references program,
    started_on date not null,
    ended_on date check (ended_on >= started_on),
    outcome text check (outcome is null or outcome in ('completed', 'withdrawn') and ended_on is not null),
    version bigint not null,
    primary key (person_id, id)
);

create index on enrollment (program_id, person_id);

create table employment (
    person_id uuid not null references person,
    id uuid not null,
    employer_id uuid not null references organization,
    position text,
    started_on date not null,
    ended_on date check (ended_on >= started_on),
    version bigint not null,
    primary key (person_id, id)
);

create index on employment (employer_id, person_id);

grant select, insert, update on organization, program, person, enrollment, employment to ${app_role};
-- identifiers are replaced as a whole when their record is edited
grant select, insert, delete on organization_identifier, person_identifier to ${app_role};
