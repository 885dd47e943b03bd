-- Evidence is kept under the person's key as names are: what came in, what it says for queries, its digest, and the salt of
-- its commitment. A digest has no salt of its own, so it would confirm a guess as well as the salt would. Here the columns
-- become fit for sealed bytes; what they hold is sealed by V126, which has the operator's keys.
--
-- From here on no earlier version can add evidence: the service's old instances must be stopped.

-- What opens an entry's handle and its description is kept beside the salt, so that the log can be written and read without
-- any key, and of an erased record too. Where the record's bytes are sealed, so is the salt.
alter table trail_entry
    add column handle_key bytea generated always as (sha256('\x05'::bytea || salt)) stored,
    add column description_key bytea generated always as (sha256('\x06'::bytea || salt)) stored,
    drop constraint trail_entry_salt_check,
    add check (octet_length(salt) in (32, 60));
alter table trail_entry
    alter column handle_key drop expression,
    alter column handle_key set not null,
    alter column description_key drop expression,
    alter column description_key set not null;

-- Whom an appeal is against is asked by whoever undoes a batch.
alter table evidence
    drop constraint evidence_check2, -- digest = sha256(body)
    add column against uuid generated always as (case when kind = 'appeal' then (payload ->> 'against')::uuid end) stored;
alter table evidence
    alter column against drop expression,
    alter column payload type bytea using convert_to(payload::text, 'UTF8');

-- Who signed stands in what came in with the signature, or with the record that brought it; the reason in what came in with
-- the retraction.
alter table evidence_signature drop column signer;
alter table evidence_retraction drop column reason, alter column body set not null;

-- A key is made by whoever begins the record, and destroyed by whoever has erased it, and only then: a statement that merely
-- knows the person would erase with one word, and leave no trace. Nobody changes one but the service, under the operator's
-- next key.
do $$
declare
    held constant text := '(g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction())';
    -- the registrar, or the authority
    decides constant text := 'exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.relation in (''registrar'', ''licensing-authority'') and ' || held || ')';
    each record;
begin
    for each in select unnest(array['person_key', 'person_erasure']) as name loop
        execute format('drop policy known on %I', each.name);
        execute format('create policy known on %1$I for select using (person_id = caller_organization()
            or exists (select from person_grant g where g.person_id = %1$I.person_id
                and g.organization_id = caller_organization() and g.relation <> ''consent'')
            or exists (select from person_grant g where g.person_id = %1$I.person_id
                and g.jurisdiction = caller_jurisdiction()))', each.name);
    end loop;
    execute format('create policy made on person_key for insert with check (' || decides || ')', 'person_key');
    execute format('create policy decided on person_erasure for insert with check (
        organization_id = caller_organization() and ' || decides || ')', 'person_erasure');
end
$$;

create policy destroyed on person_key for delete using (exists (select from person_erasure e
    where e.person_id = person_key.person_id and e.organization_id = caller_organization()));
