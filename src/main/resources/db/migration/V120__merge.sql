-- Somebody who was registered twice. Nothing moves: what was recorded under an id stays under it, as its entries say. One
-- record takes the other in, and from a number of its own on it includes the other up to a number of that one's.
--
-- person_part is what is read: of the record person_id, from its number person_seq on, part_id is a part, up to its number
-- part_seq. A record that was taken in and has taken in others itself brings all of them. What is added to a part later
-- (a retraction, a signature) is an entry of the part, and with one more row an entry of the record too: so a number of the
-- record always means one state of all of it.
create table person_part (
    person_id uuid not null,
    person_seq bigint not null check (person_seq > 0),
    part_id uuid not null check (part_id <> person_id),
    part_seq bigint not null check (part_seq > 0),
    primary key (person_id, person_seq, part_id)
);

create index on person_part (part_id, person_id);

-- The acts. record is what both entries of the trail commit to.
create table person_merge (
    person_id uuid primary key, -- whose record was taken in, once and for good
    survivor_id uuid not null check (survivor_id <> person_id),
    id uuid not null,
    person_seq bigint not null check (person_seq > 0),
    survivor_seq bigint not null check (survivor_seq > 0),
    merged_at timestamptz not null,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    record bytea not null,
    digest bytea not null check (digest = sha256(record))
);

create index on person_merge (survivor_id);

create trigger refuse_change before update or delete or truncate on person_part
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on person_merge
    for each statement execute function refuse_change();

-- Whose record this one is part of: read under the lock that numbers entries, so that none is added beside a merge.
alter table person_head add column absorbed_by uuid check (absorbed_by <> person_id);

create index on person_head (absorbed_by) where absorbed_by is not null;

grant select, insert on person_part, person_merge to ${app_role};

alter table person_part enable row level security, force row level security;
alter table person_merge enable row level security, force row level security;

-- Grants are on every part alike (V121), so who has one with a part has it with the whole.
do $$
declare
    granted constant text := 'person_id = caller_organization()
        or exists (select from person_grant g where g.person_id = %1$I.person_id and g.organization_id = caller_organization())
        or exists (select from person_grant g where g.person_id = %1$I.person_id and g.jurisdiction = caller_jurisdiction())';
    each record;
begin
    for each in select unnest(array['person_part', 'person_merge']) as name loop
        execute format('create policy known on %1$I for select using (' || granted || ')', each.name);
        execute format('create policy added on %1$I for insert with check (' || granted || ')', each.name);
        execute format('create policy "check" on %I for select using (caller_service() = ''check'')', each.name);
        execute format('create policy setup on %I to current_user using (caller_service() = ''setup'')', each.name);
    end loop;
end
$$;

-- Whose grant opens something else than how far a record goes learns where it goes on all the same.
create policy merged on person_head for select using (absorbed_by is not null and exists (
    select from person_grant g where g.person_id = person_head.person_id
    and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction())));

-- The id that stands for this one: the record that it is part of, or itself. Every read asks these two; a session keeps their
-- plans, where those of functions in plain SQL would be made for each call.
create function survivor_of(id uuid) returns uuid language plpgsql stable as $$
begin
    return coalesce((select h.absorbed_by from person_head h where h.person_id = survivor_of.id), survivor_of.id);
end
$$;

-- All ids under which something of the record stands, the one that stands for all first.
create function parts_of(id uuid) returns uuid[] language plpgsql stable as $$
declare
    whole constant uuid := survivor_of(parts_of.id);
begin
    return array_prepend(whole,
        array(select distinct p.part_id from person_part p where p.person_id = whole order by p.part_id));
end
$$;

-- By which number of the record what has this number in one of its parts is known to it; what is in none never is. Strict: most
-- records were never retracted, and have no number to ask for.
create function number_on(record uuid, part uuid, seq bigint) returns bigint language sql stable strict
    return case when part = record then seq else coalesce((select min(p.person_seq) from person_part p
        where p.person_id = record and p.part_id = part and p.part_seq >= seq), 9223372036854775807) end;

revoke all on function survivor_of(uuid), parts_of(uuid), number_on(uuid, uuid, bigint) from public;
grant execute on function survivor_of(uuid), parts_of(uuid), number_on(uuid, uuid, bigint) to ${app_role};
