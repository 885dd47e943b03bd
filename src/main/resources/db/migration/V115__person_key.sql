-- A key for each person, under which what is kept about her is sealed; wrapped by a key of the operator's, without which it
-- is of no use. Removing the row erases: what was sealed stays where it has been copied to, and nobody opens it any more.
--
-- The table is small and stands alone, so that it can be kept out of backups that live long; docs/operators.md.
create table person_key (
    person_id uuid primary key,
    wrapped bytea not null check (octet_length(wrapped) = 64)
);

-- Which keys were destroyed lawfully, when, and on what ground. It says nothing of what was sealed with them.
create table person_erasure (
    person_id uuid primary key,
    ground text not null check (ground in ('retention-ended', 'court-order', 'request-of-the-person', 'recorded-in-error')),
    order_reference text not null check (order_reference ~ '^[A-Za-z0-9./:-]{1,60}$'),
    erased_at timestamptz not null,
    person_seq bigint not null check (person_seq > 0),
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    record bytea not null,
    digest bytea not null check (digest = sha256(record))
);

create trigger refuse_change before update or delete or truncate on person_erasure
    for each statement execute function refuse_change();

grant select, insert, delete, update (wrapped) on person_key to ${app_role};
grant select, insert on person_erasure to ${app_role};

do $$
declare
    related constant text := '%1$I.person_id = caller_organization() or exists (select from person_grant g
        where g.person_id = %1$I.person_id and g.relation <> ''consent''
        and (g.organization_id = caller_organization() or g.jurisdiction = caller_jurisdiction()))';
    consented constant text := 'exists (select from person_grant g where g.person_id = %1$I.person_id
        and g.relation = ''consent'' and g.organization_id = caller_organization()
        and caller_now() between g.valid_from and g.valid_to
        and not exists (select from person_grant_revocation r
            where r.person_id = g.person_id and r.grant_id = g.id))';
    each record;
begin
    for each in select unnest(array['person_key', 'person_erasure']) as name loop
        execute format('create policy known on %1$I using (' || related || ')', each.name);
        execute format('create policy consented on %1$I for select using (' || consented || ')', each.name);
        -- whoever has given an identifier finds the person by it
        execute format('create policy issued on %1$I for select using (exists (select from person_identifier i
            where i.person_id = %1$I.person_id and i.issuer_id = caller_organization()))', each.name);
        execute format('create policy "check" on %I for select using (caller_service() = ''check'')', each.name);
        execute format('create policy setup on %I to current_user using (caller_service() = ''setup'')', each.name);
        execute format('alter table %I enable row level security, force row level security', each.name);
    end loop;
end
$$;

-- under the operator's next key
create policy rewrapping on person_key using (caller_service() = 'vault');
