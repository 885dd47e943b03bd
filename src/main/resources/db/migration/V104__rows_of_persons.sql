-- Row-level security on what is kept about persons: it is there for the person and for whoever holds a grant, and for
-- nobody else, whatever a statement asks for. Relations do not end; consents do, and open only what they name.
--
-- The same condition on many tables is written out by a loop: a function around it would be called for every row.
do $$
declare
    own constant text := '%1$I.person_id = caller_organization()';
    related constant text := 'exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.relation <> ''consent''
        and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()))';
    -- relations and consents in one look at the grants; what they open differs
    granted constant text := 'exists (select from person_grant g where g.person_id = %1$I.person_id
        and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction())
        and case when g.relation <> ''consent'' then %2$s else %3$s
            and caller_now() between g.valid_from and g.valid_to
            and not exists (select from person_grant_revocation r
                where r.person_id = g.person_id and r.grant_id = g.id) end)';
    each record;
begin
    for each in
        select * from (values
            -- readiness is computed from the evidence and the licenses, and tells how far the record goes
            ('person_head', '{readiness}'),
            ('enrollment', null),
            ('employment', null),
            ('determination', '{readiness}'),
            ('determination_evidence', null),
            ('determination_notice', null),
            ('determination_review', null),
            ('determination_review_decision', null),
            ('licensing_decision', null),
            ('license', '{readiness,license}'),
            ('induction', null),
            ('mentorship', null)) as t (name, scopes)
    loop
        if each.scopes is null then
            execute format('create policy known on %1$I using (' || own || ' or ' || related || ')', each.name);
        else
            execute format('create policy known on %1$I using (' || own || ' or ' || granted || ')
                with check (' || own || ' or ' || related || ')', each.name, 'true',
                format('g.scopes && %L::text[]', each.scopes));
        end if;
    end loop;

    -- Evidence of growth is behind a wall of its own, which no relation opens.
    execute format('create policy known on evidence for select using (
        organization_id = caller_organization() or ' || own || ' or ' || granted || ')', 'evidence',
        'evidence.purpose = ''licensure''',
        'g.scopes && case evidence.purpose when ''licensure'' then ''{readiness,evidence}''::text[]
            else ''{growth}''::text[] end');
    execute format('create policy added on evidence for insert with check (
        organization_id = caller_organization() and (' || own || ' or ' || related || '))', 'evidence');

    -- What is said of a piece of evidence is seen by whoever sees the evidence.
    for each in select unnest(array['evidence_signature', 'evidence_retraction']) as name loop
        execute format('create policy known on %1$I for select using (caller_organization() is not null and exists (select from evidence e
            where e.person_id = %1$I.person_id and e.id = evidence_id))', each.name);
        execute format('create policy added on %1$I for insert with check (' || own || ' or ' || related || ')',
            each.name);
    end loop;

    -- The trail: what an organization did itself, what touches nobody and is not another's own, and persons' records.
    -- Who is answered as of an instant by consent is so by the numbers of the record.
    execute format('create policy known on trail_entry for select using (
        organization_id = caller_organization() or ' || own || ' or ' || granted || ')', 'trail_entry', 'true',
        'g.scopes && ''{readiness}''::text[]');
    execute 'create policy open on trail_entry for select using (person_id is null
        and split_part(type, ''.'', 1) not in (''bulk-job'', ''rule-set-draft'', ''subscription'')
        and caller_organization() is not null)';
    execute 'create policy consented on trail_entry for select using (
        split_part(type, ''.'', 1) = ''grant'' and data ->> ''organization'' = caller_organization()::text)';
    execute 'create policy sequencing on trail_entry for select using (caller_service() = ''sequencer'')';
    execute 'create policy added on trail_entry for insert with check (organization_id = caller_organization())';

    -- A person is seen too by who has given an identifier, which is how it finds the person, and is registered before there
    -- is any grant.
    execute format('create policy known on person using (' || own || ' or ' || related || ')', 'person');
    execute 'create policy issued on person for select using (exists (select from person_identifier i
        where i.person_id = person.person_id and i.issuer_id = caller_organization()))';
    execute 'create policy registered on person for insert with check (registered_by = caller_organization())';
    execute format('create policy known on person_identifier using (' || own || ' or ' || related || ')',
        'person_identifier');
    execute 'create policy issued on person_identifier for select using (issuer_id = caller_organization())';
end
$$;
