-- The same walls, said so that they cost less: grants are looked for by organization and by jurisdiction apart, where an "or"
-- between the two made a bitmap of both indexes for every row; and what hangs on a job or a subscription asks once which of
-- those there are, and not for every row. Nothing is opened and nothing closed.
do $$
declare
    own constant text := '%1$I.person_id = caller_organization()';
    -- a consent is always to an organization: a grant to a jurisdiction is a relation
    by_jurisdiction constant text := 'exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.jurisdiction = caller_jurisdiction())';
    related constant text := '(' || own || ' or exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.organization_id = caller_organization() and g.relation <> ''consent'') or ' || by_jurisdiction || ')';
    consent constant text := 'g.relation = ''consent'' and caller_now() between g.valid_from and g.valid_to
        and not exists (select from person_grant_revocation r where r.person_id = g.person_id and r.grant_id = g.id)';
    -- relations and consents in one look at the grants; what they open differs
    granted constant text := 'exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.organization_id = caller_organization() and (g.relation <> ''consent'' and %2$s or %3$s and ' || consent || '))
        or %2$s and ' || by_jurisdiction;
    each record;
begin
    for each in
        select * from (values
            ('person_head', '{readiness}'),
            ('determination', '{readiness}'),
            ('license', '{readiness,license}')) as t (name, scopes)
    loop
        execute format('alter policy known on %1$I using (' || own || ' or ' || granted || ') with check (' || related || ')',
            each.name, 'true', format('g.scopes && %L::text[]', each.scopes));
    end loop;
    for each in
        select unnest(array['enrollment', 'employment', 'determination_evidence', 'determination_notice',
            'determination_review', 'determination_review_decision', 'licensing_decision', 'induction', 'mentorship',
            'person', 'person_identifier', 'person_key', 'person_erasure']) as name
    loop
        execute format('alter policy known on %1$I using (' || related || ')', each.name);
    end loop;
    execute format('alter policy known on evidence using (organization_id = caller_organization() or ' || own || ' or '
        || granted || ')', 'evidence', 'evidence.purpose = ''licensure''',
        'g.scopes && case evidence.purpose when ''licensure'' then ''{readiness,evidence}''::text[]
            else ''{growth}''::text[] end');
    execute format('alter policy added on evidence with check (organization_id = caller_organization() and ' || related || ')',
        'evidence');
    for each in select unnest(array['evidence_signature', 'evidence_retraction']) as name loop
        execute format('alter policy added on %1$I with check (' || related || ')', each.name);
    end loop;

    execute format('alter policy known on trail_entry using (organization_id = caller_organization() or ' || own || ' or '
        || granted || ')', 'trail_entry', 'true', 'g.scopes && ''{readiness}''::text[]');

    for each in select unnest(array['bulk_line', 'bulk_verdict', 'bulk_row', 'bulk_reversed']) as name loop
        execute format('alter policy own on %1$I using (job_id in (
            select j.id from bulk_job j where j.organization_id = caller_organization()))', each.name);
    end loop;
    for each in select unnest(array['subscription_secret', 'delivery_progress', 'delivery']) as name loop
        execute format('alter policy own on %1$I using (subscription_id in (
            select s.id from subscription s where s.organization_id = caller_organization()))', each.name);
    end loop;
end
$$;
