-- Every act asks who has been erased, and a statement makes its whole plan ready before it runs. The two ways in that are
-- hardly ever taken stand in functions of their own, whose plans are made ready when they are reached and not before.
create function has_identifier_of_caller(person uuid) returns boolean language plpgsql stable parallel safe as $$
begin
    return exists (select from person_identifier i where i.person_id = person and i.issuer_id = caller_organization());
end
$$;

create function has_consented_to_caller(person uuid) returns boolean language plpgsql stable parallel safe as $$
begin
    return exists (select from person_grant g where g.person_id = person and g.organization_id = caller_organization()
        and g.relation = 'consent' and caller_now() between g.valid_from and g.valid_to
        and not exists (select from person_grant_revocation r where r.person_id = g.person_id and r.grant_id = g.id));
end
$$;

grant execute on function has_identifier_of_caller(uuid), has_consented_to_caller(uuid) to ${app_role};

alter policy issued on person_erasure using (has_identifier_of_caller(person_id));
alter policy issued on person_key using (has_identifier_of_caller(person_id));
alter policy consented on person_erasure using (has_consented_to_caller(person_id));
alter policy consented on person_key using (has_consented_to_caller(person_id));
