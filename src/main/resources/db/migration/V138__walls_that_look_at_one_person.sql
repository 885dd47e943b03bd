-- The same walls once more. PostgreSQL answers "exists" either for each row by an index or once for all rows, by reading
-- everything the condition could ever be about; and a plan that was made while there were few grants chooses the second for good.
-- Then each statement of a licensing board reads the grants of its whole jurisdiction. With an offset there is no such choice: a
-- wall looks at the grants of the one person whose row it guards. Nothing is opened and nothing closed.
do $$
declare
    own constant text := '%1$I.person_id = caller_organization()';
    -- a consent is always to an organization: a grant to a jurisdiction is a relation
    by_jurisdiction constant text := 'exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.jurisdiction = caller_jurisdiction() offset 0)';
    related constant text := '(' || own || ' or exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.organization_id = caller_organization() and g.relation <> ''consent'' offset 0) or ' || by_jurisdiction || ')';
    any_grant constant text := '(' || own || ' or exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.organization_id = caller_organization() offset 0) or ' || by_jurisdiction || ')';
    consent constant text := 'g.relation = ''consent'' and caller_now() between g.valid_from and g.valid_to
        and not exists (select from person_grant_revocation r
            where r.person_id = g.person_id and r.grant_id = g.id offset 0)';
    -- relations and consents in one look at the grants; what they open differs
    granted constant text := 'exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.organization_id = caller_organization()
        and (g.relation <> ''consent'' and %2$s or %3$s and ' || consent || ') offset 0)
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
        execute format('alter policy known on %1$I using (caller_organization() is not null and exists (select from evidence e
            where e.person_id = %1$I.person_id and e.id = evidence_id offset 0))', each.name);
        execute format('alter policy added on %1$I with check (' || related || ')', each.name);
    end loop;
    execute format('alter policy known on trail_entry using (organization_id = caller_organization() or ' || own || ' or '
        || granted || ')', 'trail_entry', 'true', 'g.scopes && ''{readiness}''::text[]');

    for each in select unnest(array['person_part', 'person_merge']) as name loop
        execute format('alter policy known on %1$I using (' || any_grant || ')', each.name);
        execute format('alter policy added on %1$I with check (' || any_grant || ')', each.name);
    end loop;
end
$$;

alter policy merged on person_head using (absorbed_by is not null and exists (
    select from person_grant g where g.person_id = person_head.person_id
    and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()) offset 0));

alter policy known on person_deactivation using (person_id = caller_organization() or exists (
    select from person_grant g where g.person_id = person_deactivation.person_id
    and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()) offset 0));
alter policy added on person_deactivation with check (exists (
    select from person_grant g where g.person_id = person_deactivation.person_id and g.relation <> 'consent'
    and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()) offset 0));

alter policy made on person_key with check (exists (
    select from person_grant g where g.person_id = person_key.person_id
    and g.relation in ('registrar', 'licensing-authority')
    and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()) offset 0));
alter policy destroyed on person_key using (exists (
    select from person_erasure e where e.person_id = person_key.person_id
    and e.organization_id = caller_organization() offset 0));
alter policy decided on person_erasure with check (organization_id = caller_organization() and exists (
    select from person_grant g where g.person_id = person_erasure.person_id
    and g.relation in ('registrar', 'licensing-authority')
    and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()) offset 0));

alter policy herself on person_access using (exists (
    select from person_grant g where g.person_id = person_access.person_id and g.relation = 'self'
    and g.organization_id = caller_organization() offset 0));
alter policy issued on person using (has_identifier_of_caller(person_id));
alter policy known on person_mark using (exists (
    select from person_grant g where g.person_id = person_mark.person_id and g.relation <> 'consent'
    and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()) offset 0));

do $$
declare
    related_to_both constant text := '(exists (select from person_grant g where g.person_id = %1$I.person_id and g.relation <> ''consent''
        and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()) offset 0)
        and exists (select from person_grant g where g.person_id = %1$I.other_id and g.relation <> ''consent''
        and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()) offset 0))';
begin
    execute format('alter policy known on %1$I using ' || related_to_both, 'possible_duplicate');
    execute format('alter policy known on %1$I using ' || related_to_both, 'duplicate_dismissal');
    execute format('alter policy added on %1$I with check ' || related_to_both, 'duplicate_dismissal');
end
$$;
