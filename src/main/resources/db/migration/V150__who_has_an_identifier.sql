-- Whoever registers an identifier that is taken is told so, and could find out by trying which are. It does not count as trying
-- if the date of birth is said that stands on the record which has the identifier; that record its row-level security hides from
-- who has nothing to do with the person, and what stands on it is sealed. So the one record is handed out, sealed as it is, for
-- the mark of its identifier: nobody makes one without the operator's index key, and nobody opens the record without the others.
create policy identifying on person_identifier for select to current_user using (caller_service() = 'identification');
create policy identifying on person for select to current_user using (caller_service() = 'identification');
create policy identifying on person_key for select to current_user using (caller_service() = 'identification');

create function holder_of_identifier(issuer uuid, identifier bytea)
    returns table (person_id uuid, details bytea, wrapped bytea) language plpgsql volatile security definer
    set search_path = public, pg_temp rows 1 as $$
declare
    asking constant text := coalesce(caller_service(), '');
begin
    perform set_config('continuum.service', 'identification', true);
    return query select p.person_id, p.details, k.wrapped
        from person_identifier i join person p on p.person_id = i.person_id join person_key k on k.person_id = i.person_id
        where i.issuer_id = issuer and i.mark = identifier;
    perform set_config('continuum.service', asking, true);
end
$$;

revoke all on function holder_of_identifier(uuid, bytea) from public;
grant execute on function holder_of_identifier(uuid, bytea) to ${app_role};
