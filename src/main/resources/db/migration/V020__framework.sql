-- Competency frameworks. A framework is one version of one CASE document as one organization imported it, and never
-- changes: a new version is a new import. Few and read from everywhere, so on several servers each has a copy.
--
-- body is the package byte for byte; the other tables hold what evidence and rules ask of it.
create table framework (
    id uuid primary key,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    document_id uuid not null,
    version text not null,
    title text not null,
    creator text not null,
    imported_at timestamptz not null,
    body bytea not null,
    digest bytea not null check (digest = sha256(body)),
    unique (organization_id, document_id, version)
);

create table framework_competency (
    framework_id uuid not null references framework,
    code text not null,
    position int not null,
    item_id uuid not null,
    statement text not null,
    label text,
    parent text,
    primary key (framework_id, code),
    foreign key (framework_id, parent) references framework_competency (framework_id, code)
        deferrable initially deferred
);

-- The levels of one competency in one dimension (empty where the rubric knows only one), lowest first.
create table framework_scale (
    framework_id uuid not null,
    code text not null,
    dimension text not null,
    levels text[] not null check (cardinality(levels) > 0),
    primary key (framework_id, code, dimension),
    foreign key (framework_id, code) references framework_competency
);

create trigger refuse_change before update or delete or truncate on framework
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on framework_competency
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on framework_scale
    for each statement execute function refuse_change();

grant select, insert on framework, framework_competency, framework_scale to ${app_role};
