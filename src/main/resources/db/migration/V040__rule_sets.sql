-- Published rule sets: immutable versions, kept as the exact bytes that were published and named by their digest. A
-- change of the law is another version; which one applies to a person follows from dates, never from the latest row.
--
-- Reference tables: small, read by every question, the same on every server.
create table rule_set (
    id text not null check (id ~ '^[A-Za-z][A-Za-z0-9._-]{0,79}$'),
    version text not null,
    publication_id uuid not null unique,
    title text not null,
    authority text not null,
    standing text not null check (standing in ('official', 'sample', 'synthetic')),
    enacted date not null,
    effective_from date not null,
    effective_to date check (effective_to >= effective_from),
    document bytea not null,
    digest bytea not null check (digest = sha256(document)),
    published_at timestamptz not null,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    primary key (id, version)
);

create table rule_set_license_type (
    license_type text not null,
    rule_set_id text not null,
    version text not null,
    primary key (license_type, rule_set_id, version),
    foreign key (rule_set_id, version) references rule_set (id, version)
);

create trigger refuse_change before update or delete or truncate on rule_set
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on rule_set_license_type
    for each statement execute function refuse_change();

grant select, insert on rule_set, rule_set_license_type to ${app_role};
