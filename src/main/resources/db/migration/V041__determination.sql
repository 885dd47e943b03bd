-- Determinations: readiness answers that somebody relies on, frozen as the exact bytes of the answer, with what it was
-- computed from. Recomputing it must give the same bytes, or say what differs.
create table determination (
    person_id uuid not null,
    id uuid not null,
    person_seq bigint not null,
    license_type text not null,
    outcome text not null,
    as_of date not null,
    evidence_known_as_of timestamptz not null,
    rules_known_as_of date not null,
    rule_set_id text not null,
    rule_set_version text not null,
    rule_set_digest bytea not null,
    engine text not null,
    answer bytea not null,
    digest bytea not null check (digest = sha256(answer)),
    recorded_at timestamptz not null,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    primary key (person_id, id)
);

create trigger refuse_change before update or delete or truncate on determination
    for each statement execute function refuse_change();

grant select, insert on determination to ${app_role};
