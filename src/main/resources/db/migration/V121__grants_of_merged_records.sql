-- Who holds a grant on one part of a record holds it on all of them: the same row is there for each, with the basis merge and
-- the grant that it comes from. So no policy has to know of merges. It holds for what is granted and taken back later, too.
alter table person_grant drop constraint person_grant_relation_check;
alter table person_grant add constraint person_grant_relation_check check (relation in ('registrar',
    'preparation-provider', 'licensing-authority', 'employer', 'consent', 'self'));

-- The owner's functions below look across all organizations, where whoever acts may not. They say so by the name merge, for as
-- long as they do; the policies are the owner's, so that nobody else has anything of saying the same.
create policy merging on person_head for select to current_user using (caller_service() = 'merge');
create policy merging on person_part for select to current_user using (caller_service() = 'merge');
create policy merging on person_grant to current_user using (caller_service() = 'merge');
create policy merging on person_grant_revocation to current_user using (caller_service() = 'merge');

create function spread_grants(parts uuid[]) returns void language sql volatile
    set search_path = public, pg_temp as $$
    insert into person_grant (person_id, id, organization_id, jurisdiction, relation, scopes, basis, valid_from, valid_to,
        source_id, granted_by, actor, granted_at)
    select distinct on (p.id, g.relation, g.organization_id, g.jurisdiction, case g.relation when 'consent' then g.id end)
        p.id, gen_random_uuid(), g.organization_id, g.jurisdiction, g.relation, g.scopes, 'merge', g.valid_from, g.valid_to,
        g.id, g.granted_by, g.actor, caller_now()
    from unnest(parts) p (id) join person_grant g on g.person_id = any (parts) and g.person_id <> p.id
    where g.basis not in ('merge', 'herself')
        and not exists (select from person_grant_revocation r where r.person_id = g.person_id and r.grant_id = g.id)
        and not exists (select from person_grant c where c.person_id = p.id and c.relation = g.relation
            and (c.source_id = g.id or g.relation <> 'consent' and c.organization_id is not distinct from g.organization_id
                and c.jurisdiction is not distinct from g.jurisdiction))
    order by p.id, g.relation, g.organization_id, g.jurisdiction, case g.relation when 'consent' then g.id end, g.id
$$;

-- When a record is taken in. The person has one id more, by which everything of her is hers: growth evidence, which no relation
-- opens, by a consent to herself that does not end.
create function merge_grants() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
    parts uuid[];
begin
    perform set_config('continuum.service', 'merge', true);
    parts := parts_of(new.person_id);
    perform spread_grants(parts);
    insert into person_grant (person_id, id, organization_id, relation, scopes, basis, valid_from, valid_to, source_id,
        granted_at)
    select part, gen_random_uuid(), parts[1], relation, scopes, 'herself', caller_now(), valid_to, new.id, caller_now()
    from unnest(parts[2:]) part,
        (values ('self', '{}'::text[], null::timestamptz), ('consent', '{growth}', 'infinity')) as h (relation, scopes, valid_to)
    where not exists (select from person_grant g
        where g.person_id = part and g.organization_id = parts[1] and g.basis = 'herself');
    perform set_config('continuum.service', asking, true);
    return null;
end
$$;

create function follow_grant() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
    parts uuid[];
begin
    perform set_config('continuum.service', 'merge', true);
    parts := parts_of(new.person_id);
    if cardinality(parts) > 1 then
        perform spread_grants(parts);
    end if;
    perform set_config('continuum.service', asking, true);
    return null;
end
$$;

-- A consent that is taken back on one part is taken back on all, with the same words.
create function follow_revocation() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
    parts uuid[];
    origin uuid;
begin
    perform set_config('continuum.service', 'merge', true);
    parts := parts_of(new.person_id);
    if cardinality(parts) > 1 and pg_trigger_depth() = 1 then
        select case basis when 'merge' then source_id else id end into origin
        from person_grant where person_id = new.person_id and id = new.grant_id;
        insert into person_grant_revocation (person_id, grant_id, organization_id, revoked_by, actor, revoked_at, record, digest)
        select g.person_id, g.id, g.organization_id, new.revoked_by, new.actor, new.revoked_at, new.record, new.digest
        from person_grant g
        where g.person_id = any (parts) and origin in (g.id, g.source_id) and (g.person_id, g.id) <> (new.person_id, new.grant_id)
        on conflict do nothing;
    end if;
    perform set_config('continuum.service', asking, true);
    return null;
end
$$;

revoke all on function spread_grants(uuid[]), merge_grants(), follow_grant(), follow_revocation() from public;

create trigger merge_grants after insert on person_merge for each row execute function merge_grants();
create trigger follow_grant after insert on person_grant
    for each row when (new.basis not in ('merge', 'herself')) execute function follow_grant();
create trigger follow_revocation after insert on person_grant_revocation
    for each row execute function follow_revocation();

-- And once more before the commit, when the act has the lock under which records are merged: a grant that was written while a
-- merge was under way was seen by neither.
create constraint trigger follow_grant_at_last after insert on person_grant deferrable initially deferred
    for each row when (new.basis not in ('merge', 'herself')) execute function follow_grant();
create constraint trigger follow_revocation_at_last after insert on person_grant_revocation deferrable initially deferred
    for each row execute function follow_revocation();

-- Who has read of a part is hers to see as well.
create policy herself on person_access for select using (exists (select from person_grant g
    where g.person_id = person_access.person_id and g.relation = 'self' and g.organization_id = caller_organization()));
