-- How far each subscription has come in the one sequence: everything up to position has been delivered, given up, or
-- was none of its events. Apart from the subscription, because it changes with each event and that one hardly ever.
--
-- claim and claimed_until say which sender is at it. They are set under a row lock that others skip, and end by
-- themselves (by the database's clock) when the sender has died. Who has lost the claim can no longer move anything.
create table delivery_progress (
    subscription_id uuid primary key references subscription on delete cascade,
    position bigint not null check (position >= 0),
    attempts int not null default 0,
    given_up_in_a_row int not null default 0,
    next_attempt_at timestamptz,
    claim uuid,
    claimed_until timestamptz
) with (fillfactor = 50);

-- What came of each event. What was delivered is kept for a while only; what was given up stays as long as the
-- subscription. The event itself is not kept: it is on the trail, at its position.
create table delivery (
    subscription_id uuid not null references subscription on delete cascade,
    position bigint not null,
    event_id uuid not null,
    event_type text not null,
    state text not null check (state in ('retrying', 'delivered', 'dead')),
    attempts int not null check (attempts > 0),
    last_attempt_at timestamptz not null,
    next_attempt_at timestamptz,
    status int,
    failure text,
    primary key (subscription_id, position),
    check ((next_attempt_at is null) = (state <> 'retrying'))
) with (fillfactor = 70);

create index delivery_in_trouble on delivery (subscription_id, state, position) where state <> 'delivered';
create index delivery_to_forget on delivery (last_attempt_at) where state = 'delivered';

grant select, insert, update, delete on delivery_progress, delivery to ${app_role};
