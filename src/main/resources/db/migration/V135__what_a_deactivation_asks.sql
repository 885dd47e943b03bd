-- Evidence of growth is behind a wall that no relation opens, and somebody is meant by it all the same. Whoever decides that
-- nobody is meant by a record is told whether more stands than she sees, and nothing else about it.
create policy objecting on evidence for select to current_user using (caller_service() = 'objections');
create policy objecting on evidence_retraction for select to current_user using (caller_service() = 'objections');

-- Whoever does not decide on the person is told no, whatever there is.
create function has_evidence_besides(person uuid, seen uuid[]) returns boolean language plpgsql volatile security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
    more boolean;
begin
    perform set_config('continuum.service', 'objections', true);
    more := exists (select from person_grant g where g.person_id = person and g.relation in ('registrar', 'licensing-authority')
            and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()))
        and exists (select from evidence e where e.person_id = person and e.id <> all (seen)
            and not exists (select from evidence_retraction r where r.person_id = e.person_id and r.evidence_id = e.id));
    perform set_config('continuum.service', asking, true);
    return more;
end
$$;

revoke all on function has_evidence_besides(uuid, uuid[]) from public;
grant execute on function has_evidence_besides(uuid, uuid[]) to ${app_role};
