-- Whoever employs a person makes the authorities of its jurisdiction hers as well. One of several jurisdictions does not decide
-- for all of them that a record is another's, nobody's or gone; it is told that there is another, and not which.
create policy objecting on person_grant for select to current_user using (caller_service() = 'objections');

-- Whoever does not decide on the person, or registered her, is told no, whatever there is.
create function has_authority_elsewhere(person uuid) returns boolean language plpgsql volatile security definer
    set search_path = public, pg_temp as $$
declare
    asking constant text := coalesce(caller_service(), '');
    elsewhere boolean;
begin
    perform set_config('continuum.service', 'objections', true);
    elsewhere := exists (select from person_grant g where g.person_id = person and g.jurisdiction = caller_jurisdiction())
        and exists (select from person_grant g where g.person_id = person and g.jurisdiction <> caller_jurisdiction())
        and not exists (select from person_grant g where g.person_id = person and g.relation = 'registrar'
            and g.organization_id = caller_organization());
    perform set_config('continuum.service', asking, true);
    return elsewhere;
end
$$;

revoke all on function has_authority_elsewhere(uuid) from public;
grant execute on function has_authority_elsewhere(uuid) to ${app_role};

-- Whom an operator has shut out is its organization's own, as the list of them is.
alter policy open on trail_entry using (person_id is null
    and split_part(type, '.', 1) not in ('bulk-job', 'exclusion', 'rule-set-draft', 'subscription')
    and caller_organization() is not null);
