-- Who may be registered twice. Names are sealed, each under a key of its own, so nobody can compare them; what can be is marks
-- of them, made with the operator's index key and told apart by jurisdiction. A mark goes when the name changes, and when
-- the person is erased.
create table person_mark (
    person_id uuid not null,
    kind text not null check (kind in ('family-name', 'given-name')), -- each with the date of birth
    mark bytea not null check (octet_length(mark) = 32),
    primary key (person_id, kind, mark)
);

create index on person_mark (mark, person_id);

-- Two who have a mark in common, since when. It comes and goes with the marks, and by nothing else.
create table possible_duplicate (
    person_id uuid not null,
    other_id uuid not null check (other_id > person_id),
    kind text not null,
    mark bytea not null,
    found_at timestamptz not null,
    primary key (person_id, other_id, kind, mark)
);

create index on possible_duplicate (other_id);

-- Somebody has looked, and they are two. Nothing in it tells by what they were alike.
create table duplicate_dismissal (
    person_id uuid not null,
    other_id uuid not null check (other_id > person_id),
    id uuid not null,
    person_seq bigint not null check (person_seq > 0),
    other_seq bigint not null check (other_seq > 0),
    dismissed_at timestamptz not null,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    record bytea not null,
    digest bytea not null check (digest = sha256(record)),
    primary key (person_id, other_id, id)
);

create trigger refuse_change before update or delete or truncate on duplicate_dismissal
    for each statement execute function refuse_change();

grant select, insert, delete on person_mark to ${app_role};
grant select on possible_duplicate to ${app_role};
grant select, insert on duplicate_dismissal to ${app_role};

-- A mark is seen by who has to do with the person, and so is of no use to look for others with. That two are alike is seen
-- by who has to do with both; whoever registers somebody is not told.
do $$
declare
    related constant text := 'exists (select from person_grant g where g.person_id = %1$I.%2$I
        and g.relation <> ''consent''
        and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()))';
    each record;
begin
    execute format('create policy known on person_mark using (' || related || ')', 'person_mark', 'person_id');
    for each in select unnest(array['possible_duplicate', 'duplicate_dismissal']) as name loop
        execute format('create policy known on %1$I for select using ('
            || format(related, each.name, 'person_id') || ' and ' || format(related, each.name, 'other_id') || ')', each.name);
    end loop;
    execute 'create policy added on duplicate_dismissal for insert with check ('
        || format(related, 'duplicate_dismissal', 'person_id') || ' and '
        || format(related, 'duplicate_dismissal', 'other_id') || ')';
    for each in select unnest(array['person_mark', 'possible_duplicate', 'duplicate_dismissal']) as name loop
        execute format('alter table %I enable row level security, force row level security', each.name);
        execute format('create policy "check" on %I for select using (caller_service() = ''check'')', each.name);
        execute format('create policy setup on %I to current_user using (caller_service() = ''setup'')', each.name);
    end loop;
end
$$;

-- The owner's functions keep the pairs, under a name of their own.
create policy pairing on person_mark to current_user using (caller_service() = 'pairs');
create policy pairing on possible_duplicate to current_user using (caller_service() = 'pairs');

-- A mark that very many have says nothing (a date of birth that stands for an unknown one): it pairs with the latest only.
create function pair_mark() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
begin
    perform set_config('continuum.service', 'pairs', true);
    insert into possible_duplicate (person_id, other_id, kind, mark, found_at)
    select least(m.person_id, new.person_id), greatest(m.person_id, new.person_id), new.kind, new.mark, caller_now()
    from (select person_id from person_mark where mark = new.mark and person_id <> new.person_id
        order by person_id desc limit 20) m
    on conflict do nothing;
    perform set_config('continuum.service', asking, true);
    return null;
end
$$;

create function unpair_mark() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
begin
    perform set_config('continuum.service', 'pairs', true);
    delete from possible_duplicate where mark = old.mark and person_id = old.person_id;
    delete from possible_duplicate where mark = old.mark and other_id = old.person_id;
    perform set_config('continuum.service', asking, true);
    return null;
end
$$;

-- What a merged record was known by, the whole is known by.
create function merge_marks() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
begin
    perform set_config('continuum.service', 'pairs', true);
    insert into person_mark (person_id, kind, mark)
    select new.survivor_id, kind, mark from person_mark where person_id = new.person_id on conflict do nothing;
    delete from person_mark where person_id = new.person_id;
    perform set_config('continuum.service', asking, true);
    return null;
end
$$;

revoke all on function pair_mark(), unpair_mark(), merge_marks() from public;

create trigger pair_mark after insert on person_mark for each row execute function pair_mark();
create trigger unpair_mark after delete on person_mark for each row execute function unpair_mark();
create trigger merge_marks after insert on person_merge for each row execute function merge_marks();
