-- What the current transaction has been told about whom it is for; null where it has been told nothing. Row-level security
-- asks nothing else, so that a statement outside of any transaction with an identity finds no rows.
create function caller_organization() returns uuid language sql stable parallel safe
    return nullif(current_setting('continuum.organization', true), '')::uuid;

-- The jurisdiction in which the caller's organization licenses; null for all others.
create function caller_jurisdiction() returns text language sql stable parallel safe
    return nullif(current_setting('continuum.jurisdiction', true), '');

-- The part of the service that works by itself; null where somebody asks.
create function caller_service() returns text language sql stable parallel safe
    return nullif(current_setting('continuum.service', true), '');

-- The service's time, by which consents begin and end.
create function caller_now() returns timestamptz language sql stable parallel safe
    return nullif(current_setting('continuum.now', true), '')::timestamptz;

grant execute on function caller_organization(), caller_jurisdiction(), caller_service(), caller_now() to ${app_role};
