-- What the licenses that this service issued say as facts, for rules that ask for a license: one row for each thing that
-- happened to one, on its day, known from when it was recorded. Readiness reads this view and knows no table of licenses;
-- whoever adds a kind of row about licenses (a renewal, a suspension) adds its branch here.
--
-- Repeatable, because the view is defined over tables of several migrations and changes with them: Flyway runs it after
-- all others, and again whenever this file changes. Columns may be added at the end only.
create or replace view license_fact (
    person_id, id, license_id, person_seq, organization_id, license_type, event, occurred_on, starts_on, ends_on, routes,
    recorded_at, digest) with (security_invoker = true) as
    select l.person_id, fact.id, l.id, l.person_seq, l.organization_id, l.license_type, fact.event, fact.occurred_on,
        l.starts_on, l.expires_on, d.routes, l.recorded_at, l.digest
    from license l join determination d on d.person_id = l.person_id and d.id = l.determination_id
        cross join lateral (values
            (l.id, 'issued', l.issued_on),
            -- known from the beginning, on the day after the last; its id is its own, for there is no row
            (md5(l.id::text || ' expired')::uuid, 'expired', l.expires_on + 1)) as fact (id, event, occurred_on);

grant select on license_fact to ${app_role};
