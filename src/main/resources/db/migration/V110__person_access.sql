-- Who has read what of a person, when, for what purpose and on what ground: one row for each person of whom a request was let
-- through to read, written before anything is read. It is the person's to inspect, and is kept as long as her record is.
--
-- The key begins with the person, who is the one that asks; ids are in the order of time. What the transaction knows is not
-- said again by the statement.
create table person_access (
    person_id uuid not null,
    id uuid not null,
    at timestamptz not null default caller_now(),
    organization_id uuid not null default caller_organization(), -- the person's own id when she reads herself
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    role text not null,
    operation text not null,
    purpose text not null,
    basis text[] not null, -- what the organization was to the person, as far as it counted
    correlation text not null,
    primary key (person_id, id)
);

create trigger refuse_change before update or delete or truncate on person_access
    for each statement execute function refuse_change();

alter table person_access enable row level security, force row level security;

-- The person sees who reads; an organization adds what it reads itself, and sees nothing: who else reads is not its matter.
create policy known on person_access for select using (person_id = caller_organization());
create policy added on person_access for insert with check (organization_id = caller_organization());
create policy "check" on person_access for select using (caller_service() = 'check');
create policy setup on person_access to current_user using (caller_service() = 'setup');

grant select, insert on person_access to ${app_role};
