-- What deliveries are signed with, sealed with a key that is not in the database: a dump or a replica signs nothing. A
-- secret is never changed: rotation adds the second one and removes the first.
create table subscription_secret (
    subscription_id uuid not null references subscription on delete cascade,
    id uuid not null,
    sealed bytea not null,
    created_at timestamptz not null,
    primary key (subscription_id, id)
);

grant select, insert, delete on subscription_secret to ${app_role};
