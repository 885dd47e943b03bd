-- Whose tokens are not believed any more, although their issuer's signature is good: each request looks here. A row stays when
-- it is lifted, so that it can be told later who was shut out, by whom and why.
create table exclusion (
    id uuid primary key,
    organization_id uuid not null default caller_organization(),
    excluded text not null check (excluded in ('subject', 'client')),
    name text not null, -- as tokens call it
    issued_until timestamptz, -- tokens issued up to then; null: all
    reason text not null,
    excluded_at timestamptz not null,
    excluded_by text not null default nullif(current_setting('continuum.actor', true), ''),
    lifted_at timestamptz,
    lifted_by text
);

create index exclusion_in_force on exclusion (name) where lifted_at is null;

alter table exclusion enable row level security, force row level security;

create policy own on exclusion using (organization_id = caller_organization());
create policy letting_in on exclusion for select using (caller_service() = 'gate');
create policy "check" on exclusion for select using (caller_service() = 'check');
create policy setup on exclusion to current_user using (caller_service() = 'setup');

grant select, insert, update (lifted_at, lifted_by) on exclusion to ${app_role};
