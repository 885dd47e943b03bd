-- A relation ends in two ways. A year after the last day of an enrollment or an employment it lapses: what the organization did
-- itself stays its to see and to correct, and all else of the person is closed to it. And a relation that should never have been is
-- revoked: nothing of it stays. Both are marked on the grant, by the owner's triggers: so a policy that looks at the grant knows,
-- and whoever acts can neither forget it nor say anything else.
alter table person_grant
    add column lapses_at timestamptz not null default 'infinity',
    add column revoked_at timestamptz;

-- The authority of a jurisdiction is here by a grant to no organization.
alter table person_grant_revocation alter column organization_id drop not null;

drop trigger refuse_change on person_grant;
create trigger refuse_change before update of person_id, id, organization_id, jurisdiction, relation, scopes, basis, valid_from,
    valid_to, source_id, granted_by, actor, granted_at, record, digest or delete or truncate on person_grant
    for each statement execute function refuse_change();

create policy merging on enrollment for select to current_user using (caller_service() = 'merge');
create policy merging on employment for select to current_user using (caller_service() = 'merge');

-- A provider's by its enrollments, an employer's by its employments, and the registrar's by all of them; whoever only registered
-- her stays. "A year" is from day to day, and the day is the service's.
create function mark_lapses(parts uuid[]) returns void language sql volatile
    set search_path = public, pg_temp as $$
    update person_grant g set lapses_at = l.at
    from (
        select o.relation, o.organization_id, (max(o.last) + interval '1 year 1 day') at time zone 'UTC' as at
        from (
            select r.relation, p.provider_id as organization_id, coalesce(e.ended_on, 'infinity') as last
            from enrollment e join program p on p.id = e.program_id
                cross join (values ('preparation-provider'), ('registrar')) as r (relation)
            where e.person_id = any (parts)
            union all
            select r.relation, e.employer_id, coalesce(e.ended_on, 'infinity')
            from employment e cross join (values ('employer'), ('registrar')) as r (relation)
            where e.person_id = any (parts)) o
        group by o.relation, o.organization_id) l
    where g.person_id = any (parts) and g.relation = l.relation and g.organization_id = l.organization_id
        and g.lapses_at <> l.at
$$;

-- When one begins, ends or is corrected. Whoever does it has the person's row locked, so that two do not overlook each other.
create function follow_end() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
begin
    perform set_config('continuum.service', 'merge', true);
    perform mark_lapses(parts_of(new.person_id));
    perform set_config('continuum.service', asking, true);
    return null;
end
$$;

create function mark_revocation() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
begin
    perform set_config('continuum.service', 'merge', true);
    update person_grant set revoked_at = new.revoked_at where person_id = new.person_id and id = new.grant_id;
    perform set_config('continuum.service', asking, true);
    return null;
end
$$;

-- As before, and: a grant that was revoked neither is spread nor stands for one that is given anew.
create or replace function spread_grants(parts uuid[]) returns void language sql volatile
    set search_path = public, pg_temp as $$
    insert into person_grant (person_id, id, organization_id, jurisdiction, relation, scopes, basis, valid_from, valid_to,
        source_id, granted_by, actor, granted_at)
    select distinct on (p.id, g.relation, g.organization_id, g.jurisdiction, case g.relation when 'consent' then g.id end)
        p.id, gen_random_uuid(), g.organization_id, g.jurisdiction, g.relation, g.scopes, 'merge', g.valid_from, g.valid_to,
        g.id, g.granted_by, g.actor, caller_now()
    from unnest(parts) p (id) join person_grant g on g.person_id = any (parts) and g.person_id <> p.id
    where g.basis not in ('merge', 'herself') and g.revoked_at is null
        and not exists (select from person_grant c where c.person_id = p.id and c.relation = g.relation
            and (c.source_id = g.id or g.relation <> 'consent' and c.revoked_at is null
                and c.organization_id is not distinct from g.organization_id
                and c.jurisdiction is not distinct from g.jurisdiction))
    order by p.id, g.relation, g.organization_id, g.jurisdiction, case g.relation when 'consent' then g.id end, g.id;
    select mark_lapses(parts)
$$;

revoke all on function mark_lapses(uuid[]), follow_end(), mark_revocation() from public;

create trigger follow_end after insert or update of ended_on on enrollment
    for each row execute function follow_end();
create trigger follow_end after insert or update of ended_on on employment
    for each row execute function follow_end();
create trigger mark_revocation after insert on person_grant_revocation
    for each row execute function mark_revocation();

-- Whose relation was revoked does not see the grant any more; and since every policy about a person asks for a grant, nothing of
-- hers by it. It is all in this one condition. A consent that was taken back is still known to whom it was given.
alter policy known on person_grant using (
    person_id = caller_organization()
    or (revoked_at is null or relation = 'consent')
        and (organization_id = caller_organization() or jurisdiction = caller_jurisdiction()
            or granted_by = caller_organization()));

-- Which relations the caller may end: its own, but for that it registered her, and as an authority those by which it is here,
-- which are the ones that an organization brought it along with. Without the one that is to be ended, or was by the caller: who has
-- no other relation has not registered her either, and the authorities of a jurisdiction who have no other ground go as well, unless they
-- have recorded something of her themselves. Merged records end on all parts: what was spread follows (V121).
create policy merging on trail_entry for select to current_user using (caller_service() = 'merge');

create function grants_to_end(person uuid, ended uuid) returns setof person_grant language plpgsql volatile security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
    parts uuid[];
begin
    perform set_config('continuum.service', 'merge', true);
    parts := parts_of(person);
    return query with authority as (
            select a.* from person_grant a
            where a.person_id = any (parts) and a.basis <> 'merge' and a.relation = 'licensing-authority'),
        related as (
            select g.id, g.relation, g.organization_id, g.revoked_at is null as stands, v.revoked_by, coalesce(
                (select a.jurisdiction from authority a where a.person_id = g.person_id and a.source_id = g.source_id limit 1),
                (select a.jurisdiction from authority a where a.granted_by = g.organization_id order by a.granted_at desc limit 1),
                o.jurisdiction) as of
            from person_grant g join organization o on o.id = g.organization_id
                left join person_grant_revocation v on v.person_id = g.person_id and v.grant_id = g.id
            where g.person_id = any (parts) and g.basis <> 'merge'
                and g.relation in ('registrar', 'preparation-provider', 'employer')),
        allowed as (
            select r.* from related r
            where r.stands and (r.organization_id = caller_organization() and r.relation <> 'registrar'
                or r.of = caller_jurisdiction()
                    and exists (select from authority a where a.jurisdiction = r.of and a.revoked_at is null))),
        gone as (select r.* from allowed r where r.id = ended),
        left_over as (
            select r.* from related r where r.stands and r.relation <> 'registrar' and not exists (
                select from gone n where n.relation = r.relation and n.organization_id = r.organization_id))
        select g.* from person_grant g join allowed r on r.id = g.id
        where g.person_id = any (parts) and (r.relation <> 'registrar' or not exists (
            select from left_over l where l.organization_id = r.organization_id))
        union all
        select a.* from authority a
        where a.revoked_at is null
            and (exists (select from gone n where n.of = a.jurisdiction)
                or exists (select from related r where r.of = a.jurisdiction and r.revoked_by = caller_organization()))
            and not exists (select from left_over l where l.of = a.jurisdiction)
            and not exists (select from trail_entry t join organization o on o.id = t.organization_id
                where t.home_id = any (parts) and t.type not in ('grant.revoked', 'person.continued')
                    and o.kind = 'licensing-authority' and o.jurisdiction = a.jurisdiction);
    perform set_config('continuum.service', asking, true);
end
$$;

revoke all on function grants_to_end(uuid, uuid) from public;
grant execute on function grants_to_end(uuid, uuid) to ${app_role};

-- She herself takes back what she has consented to, and ends no relation.
alter policy given on person_grant_revocation with check (revoked_by = caller_organization()
    and case when person_id = caller_organization() then exists (select from person_grant g
            where g.person_id = person_grant_revocation.person_id and g.id = grant_id and g.relation = 'consent' offset 0)
        else grant_id in (select g.id from grants_to_end(person_id, null) g) end);

-- The policies of V138 once more: what a lapsed relation does not open asks when it lapses, and what a consent opens whether it
-- was taken back, on the grant itself.
do $$
declare
    own constant text := '%1$I.person_id = caller_organization()';
    by_jurisdiction constant text := 'exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.jurisdiction = caller_jurisdiction() offset 0)';
    lasting constant text := '(' || own || ' or exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.organization_id = caller_organization() and g.relation <> ''consent'' and g.lapses_at > caller_now() offset 0)
        or ' || by_jurisdiction || ')';
    held constant text := 'exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.organization_id = caller_organization() and g.relation <> ''consent'' offset 0)';
    consent constant text := 'g.relation = ''consent'' and g.revoked_at is null
        and caller_now() between g.valid_from and g.valid_to';
    granted constant text := 'exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.organization_id = caller_organization()
        and (g.relation <> ''consent'' and %4$s and %2$s or %3$s and ' || consent || ') offset 0)
        or %2$s and ' || by_jurisdiction;
    lasts constant text := 'g.lapses_at > caller_now()';
    related_to_both constant text := '(exists (select from person_grant g where g.person_id = %1$I.person_id and g.relation <> ''consent''
        and g.lapses_at > caller_now() and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()) offset 0)
        and exists (select from person_grant g where g.person_id = %1$I.other_id and g.relation <> ''consent''
        and g.lapses_at > caller_now() and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()) offset 0))';
    each record;
begin
    for each in
        select * from (values
            -- whoever adds to a record needs its numbers, and whoever takes back what it has recorded has what rests on it reviewed
            ('person_head', '{readiness}', 'true'),
            ('determination', '{readiness}', 'true'),
            ('license', '{readiness,license}', lasts)) as t (name, scopes, relation)
    loop
        execute format('alter policy known on %1$I using (' || own || ' or ' || granted || ')',
            each.name, 'true', format('g.scopes && %L::text[]', each.scopes), each.relation);
    end loop;
    for each in
        select unnest(array['determination_notice', 'licensing_decision']) as name
    loop
        execute format('alter policy known on %1$I using (' || lasting || ')', each.name);
    end loop;
    for each in
        select * from (values
            ('enrollment', 'exists (select from program p where p.id = program_id
                and p.provider_id = caller_organization() offset 0)'),
            ('employment', 'employer_id = caller_organization()'),
            ('induction', 'employer_id = caller_organization()'),
            ('mentorship', 'exists (select from induction i where i.person_id = mentorship.person_id and i.id = induction_id
                and i.employer_id = caller_organization() offset 0)')) as t (name, mine)
    loop
        execute format('alter policy known on %1$I using (' || lasting || ' or ' || each.mine || ' and ' || held || ')', each.name);
    end loop;

    -- who decided on both once does not any more
    execute format('alter policy known on %1$I using ' || related_to_both, 'possible_duplicate');
    execute format('alter policy known on %1$I using ' || related_to_both, 'duplicate_dismissal');
    execute format('alter policy added on %1$I with check ' || related_to_both, 'duplicate_dismissal');

    execute format('alter policy known on evidence using (organization_id = caller_organization() or ' || own || ' or '
        || granted || ')', 'evidence', 'evidence.purpose = ''licensure''',
        'g.scopes && case evidence.purpose when ''licensure'' then ''{readiness,evidence}''::text[]
            else ''{growth}''::text[] end', lasts);
    execute format('alter policy known on trail_entry using (organization_id = caller_organization() or ' || own || ' or '
        || granted || ')', 'trail_entry', 'true', 'g.scopes && ''{readiness}''::text[]', lasts);
end
$$;

-- Whoever has recorded something learns that the record is closed, or goes on elsewhere.
create policy closed on trail_entry for select using (type in ('person.erased', 'person.deactivated', 'person.merged')
    and exists (select from person_grant g where g.person_id = trail_entry.person_id
        and g.organization_id = caller_organization() and g.relation <> 'consent' offset 0));

-- Where a record goes on, and that it is nobody's, is not for whose consent was taken back.
do $$
declare
    any_grant constant text := '(%1$I.person_id = caller_organization() or exists (select from person_grant g
        where g.person_id = %1$I.person_id and g.revoked_at is null
        and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()) offset 0))';
begin
    execute format('alter policy known on %1$I using ' || any_grant, 'person_part');
    execute format('alter policy added on %1$I with check ' || any_grant, 'person_part');
    execute format('alter policy known on %1$I using ' || any_grant, 'person_merge');
    execute format('alter policy added on %1$I with check ' || any_grant, 'person_merge');
    execute format('alter policy known on %1$I using ' || any_grant, 'person_deactivation');
    execute format('alter policy merged on %1$I using (absorbed_by is not null and ' || any_grant || ')', 'person_head');
end
$$;

-- What it has recorded of somebody who is nothing to it any more an organization does not take back by the batch.
alter table bulk_reversed drop constraint bulk_reversed_because_check;
alter table bulk_reversed add constraint bulk_reversed_because_check
    check (because in ('erased', 'deactivated', 'unrelated', 'retracted', 'superseded', 'signed', 'appealed'));

create or replace function has_consented_to_caller(person uuid) returns boolean language plpgsql stable parallel safe as $$
begin
    return exists (select from person_grant g where g.person_id = person and g.organization_id = caller_organization()
        and g.relation = 'consent' and g.revoked_at is null and caller_now() between g.valid_from and g.valid_to);
end
$$;

-- Where several jurisdictions have to do with her, whoever registered her decides, and where that has ended the jurisdiction that
-- knew her first: somebody has to. Of two records, whoever registered both, or the first of all.
drop function has_authority_elsewhere(uuid);
create function has_authority_elsewhere(persons uuid[]) returns boolean language plpgsql volatile security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
    elsewhere boolean;
begin
    perform set_config('continuum.service', 'merge', true);
    with standing as materialized (
            select p.id as person, g.relation, g.organization_id, g.jurisdiction, g.granted_at
            from unnest(persons) p (id) join person_grant g on g.person_id = any (parts_of(p.id))
            where g.basis <> 'merge' and g.revoked_at is null and g.lapses_at > caller_now()),
        registrar as (select s.organization_id from standing s where s.relation = 'registrar'
            group by s.organization_id having count(distinct s.person) = cardinality(persons)),
        known as (select s.jurisdiction, min(s.granted_at) as since from standing s
            where s.jurisdiction is not null group by s.jurisdiction)
    select exists (select from known k where k.jurisdiction = caller_jurisdiction())
        and (select count(*) from known) > 1
        and not exists (select from registrar r where r.organization_id = caller_organization())
        and (exists (select from registrar) or caller_jurisdiction() <> (
            select k.jurisdiction from known k order by k.since, k.jurisdiction limit 1))
    into elsewhere;
    perform set_config('continuum.service', asking, true);
    return elsewhere;
end
$$;

revoke all on function has_authority_elsewhere(uuid[]) from public;
grant execute on function has_authority_elsewhere(uuid[]) to ${app_role};

-- It looks across all grants, and passes over those that were revoked.
create or replace function has_evidence_besides(person uuid, seen uuid[]) returns boolean language plpgsql volatile security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
    more boolean;
begin
    perform set_config('continuum.service', 'objections', true);
    more := exists (select from person_grant g where g.person_id = person and g.revoked_at is null
            and g.relation in ('registrar', 'licensing-authority')
            and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()))
        and exists (select from evidence e where e.person_id = person and e.id <> all (seen)
            and not exists (select from evidence_retraction r where r.person_id = e.person_id and r.evidence_id = e.id));
    perform set_config('continuum.service', asking, true);
    return more;
end
$$;
