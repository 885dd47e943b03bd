-- Who has to do with whom, as far as the records say. Everything that asks whether an organization may learn of a
-- person asks this view, so that grants can take its place at once. A relation counts from when it is recorded; whether
-- it has ended does not matter yet.
create view person_relation (person_id, organization_id, relation) with (security_invoker = true) as
    select person_id, registered_by, 'registrar' from person
    union
    select e.person_id, p.provider_id, 'preparation-provider'
    from enrollment e join program p on p.id = e.program_id
    union
    select person_id, employer_id, 'employer' from employment
    union
    select e.person_id, authority.id, 'licensing-authority'
    from enrollment e
        join program p on p.id = e.program_id
        join organization provider on provider.id = p.provider_id
        join organization authority
            on authority.jurisdiction = provider.jurisdiction and authority.kind = 'licensing-authority'
    union
    select e.person_id, authority.id, 'licensing-authority'
    from employment e
        join organization employer on employer.id = e.employer_id
        join organization authority
            on authority.jurisdiction = employer.jurisdiction and authority.kind = 'licensing-authority';

grant select on person_relation to ${app_role};
