-- Two who are registered at the same moment: neither look for the other's mark saw what was not committed, and both were
-- missed for good. Now whoever adds or takes away a mark has it for herself until she commits, and looks only then; and
-- several at once are taken in one order.
create function take_marks(marks bytea[]) returns void language plpgsql volatile
    set search_path = public, pg_temp as $$
declare
    each bigint;
begin
    for each in select distinct hashtextextended(encode(mark, 'hex'), 0) from unnest(marks) mark order by 1 loop
        perform pg_advisory_xact_lock(each);
    end loop;
end
$$;

drop trigger pair_mark on person_mark;
drop trigger unpair_mark on person_mark;

-- A mark that very many have says nothing (a date of birth that stands for an unknown one): it pairs with the latest only.
create or replace function pair_mark() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
begin
    perform take_marks(array(select mark from added));
    perform set_config('continuum.service', 'pairs', true);
    insert into possible_duplicate (person_id, other_id, kind, mark, found_at)
    select least(m.person_id, a.person_id), greatest(m.person_id, a.person_id), a.kind, a.mark, caller_now()
    from added a cross join lateral (select person_id from person_mark where mark = a.mark and person_id <> a.person_id
        order by person_id desc limit 20) m
    on conflict do nothing;
    perform set_config('continuum.service', asking, true);
    return null;
end
$$;

create or replace function unpair_mark() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
begin
    perform take_marks(array(select mark from gone));
    perform set_config('continuum.service', 'pairs', true);
    delete from possible_duplicate d using gone g where d.mark = g.mark and d.person_id = g.person_id;
    delete from possible_duplicate d using gone g where d.mark = g.mark and d.other_id = g.person_id;
    perform set_config('continuum.service', asking, true);
    return null;
end
$$;

revoke all on function take_marks(bytea[]) from public;

create trigger pair_mark after insert on person_mark
    referencing new table as added for each statement execute function pair_mark();
create trigger unpair_mark after delete on person_mark
    referencing old table as gone for each statement execute function unpair_mark();
