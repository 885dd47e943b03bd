-- Who wants events delivered, where to and which. Edited by its organization, unlike the trail that it reads: nothing
-- rests on its history. Removing it removes its secrets, its progress and its deliveries, and nothing else.
create table subscription (
    id uuid primary key,
    organization_id uuid not null,
    url text not null,
    types text[] not null,
    payload_version text not null,
    description text,
    state text not null check (state in ('active', 'paused', 'disabled')),
    disabled_for text check (disabled_for in ('gone', 'unreachable', 'refused')),
    version bigint not null,
    created_at timestamptz not null,
    check ((disabled_for is null) = (state <> 'disabled'))
);

create index subscription_of on subscription (organization_id, id);

grant select, insert, update, delete on subscription to ${app_role};
