-- Relations become rows. What the view has derived until now is written down once; from here on the acts do it.
insert into person_grant (person_id, id, organization_id, jurisdiction, relation, scopes, basis, valid_from, source_id,
    granted_by, actor, granted_at)
select person_id, gen_random_uuid(), organization_id, jurisdiction, relation, '{}', basis, now(), source_id, granted_by,
    'migration', now()
from (
    select person_id, registered_by as organization_id, null as jurisdiction, 'registrar' as relation,
        'registration' as basis, person_id as source_id, registered_by as granted_by
    from person
    union all
    (select distinct on (e.person_id, p.provider_id) e.person_id, p.provider_id, null, 'preparation-provider',
        'enrollment', e.id, p.provider_id
    from enrollment e join program p on p.id = e.program_id
    order by e.person_id, p.provider_id, e.id)
    union all
    (select distinct on (person_id, employer_id) person_id, employer_id, null, 'employer', 'employment', id, employer_id
    from employment
    order by person_id, employer_id, id)
    union all
    (select distinct on (e.person_id, o.jurisdiction) e.person_id, null::uuid, o.jurisdiction, 'licensing-authority',
        'jurisdiction', e.id, o.id
    from (select e.person_id, e.id, p.provider_id as organization_id from enrollment e join program p on p.id = e.program_id
        union all select person_id, id, employer_id from employment) e
        join organization o on o.id = e.organization_id
    order by e.person_id, o.jurisdiction, e.id)
) as relations;

drop view person_relation;
