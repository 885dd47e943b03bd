-- Drafts: what a rule author is still writing, kept as the exact bytes that were sent, mistakes and all. A draft is no
-- law and nobody relies on it, so it may be changed and thrown away; the version that is published from it may not.
-- Only its own organization sees it.
create table rule_set_draft (
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    id uuid not null,
    version bigint not null,
    document bytea not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (organization_id, id)
);

grant select, insert, update, delete on rule_set_draft to ${app_role};
