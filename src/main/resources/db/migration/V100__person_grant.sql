-- Who may learn of a person, and on what ground: one row for each grant, added by the act that makes the relation
-- (registered, enrolled, employed) or by the person's own consent. Nothing is taken back by changing a row: a consent ends
-- on its day, or with a row of its own that revokes it. What a grant opens is the reader's matter; who has none learns
-- nothing.
--
-- A grant is held by one organization, or by whichever licensing authority a jurisdiction has: an authority that is
-- registered later holds it from that moment.
create table person_grant (
    person_id uuid not null,
    id uuid not null,
    organization_id uuid,
    jurisdiction text,
    relation text not null check (relation in ('registrar', 'preparation-provider', 'licensing-authority', 'employer',
        'consent')),
    scopes text[] not null check (scopes <@ array['readiness', 'evidence', 'license', 'growth']),
    basis text not null,
    valid_from timestamptz not null,
    valid_to timestamptz check (valid_to > valid_from),
    source_id uuid not null, -- the record that the grant comes with; a consent is its own
    granted_by uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    granted_at timestamptz not null,
    record bytea, -- what the trail's commitment is made over; none of grants that were relations before there were any
    digest bytea check (digest = sha256(record)),
    primary key (person_id, id),
    check ((organization_id is null) = (relation = 'licensing-authority')),
    check ((jurisdiction is null) = (relation <> 'licensing-authority')),
    check ((cardinality(scopes) > 0) = (relation = 'consent'))
);

create index on person_grant (organization_id, person_id);
create index on person_grant (jurisdiction, person_id) where jurisdiction is not null;

-- organization_id is the grant's: whoever asks whether a grant still holds need not ask for the grant again.
create table person_grant_revocation (
    person_id uuid not null,
    grant_id uuid not null,
    organization_id uuid not null,
    revoked_by uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    actor text not null default nullif(current_setting('continuum.actor', true), ''),
    revoked_at timestamptz not null,
    record bytea not null,
    digest bytea not null check (digest = sha256(record)),
    primary key (person_id, grant_id),
    foreign key (person_id, grant_id) references person_grant (person_id, id)
);

create trigger refuse_change before update or delete or truncate on person_grant
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on person_grant_revocation
    for each statement execute function refuse_change();

grant select, insert on person_grant, person_grant_revocation to ${app_role};
