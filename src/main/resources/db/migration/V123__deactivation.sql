-- Somebody was registered who is nobody, or by mistake. The record is closed; what was recorded stays.
create table person_deactivation (
    person_id uuid primary key,
    person_seq bigint not null check (person_seq > 0),
    deactivated_at timestamptz not null,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    record bytea not null,
    digest bytea not null check (digest = sha256(record))
);

create trigger refuse_change before update or delete or truncate on person_deactivation
    for each statement execute function refuse_change();

-- read under the lock that numbers entries, so that none is added behind it
alter table person_head add column deactivated boolean not null default false;

grant select, insert on person_deactivation to ${app_role};

alter table person_deactivation enable row level security, force row level security;

create policy known on person_deactivation for select using (person_id = caller_organization() or exists (
    select from person_grant g where g.person_id = person_deactivation.person_id
    and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction())));
create policy added on person_deactivation for insert with check (exists (
    select from person_grant g where g.person_id = person_deactivation.person_id and g.relation <> 'consent'
    and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction())));
create policy "check" on person_deactivation for select using (caller_service() = 'check');
create policy setup on person_deactivation to current_user using (caller_service() = 'setup');
