-- Row-level security on the grants themselves, which all other policies about persons ask: a grant is seen by the person, by
-- who holds it and by who gave it. It asks no other table, so it ends here.
--
-- From here on every table with rows about persons or of one organization has two policies beside its own:
--   check  the check of a whole database reads everything;
--   setup  the owner, under FORCE like everybody, sees nothing either, unless it says that it sets the database up. A
--          migration that touches data begins with: select set_config('continuum.service', 'setup', true);
alter table person_grant enable row level security, force row level security;
alter table person_grant_revocation enable row level security, force row level security;

create policy known on person_grant for select using (
    organization_id = caller_organization()
    or jurisdiction = caller_jurisdiction()
    or person_id = caller_organization()
    or granted_by = caller_organization());

-- An organization grants itself what it has just become to the person, and its jurisdiction's authorities with it; whatever
-- else is opened, the person opens.
create policy given on person_grant for insert with check (
    granted_by = caller_organization()
    and case relation
        when 'licensing-authority' then true
        when 'consent' then person_id = caller_organization()
        else organization_id = caller_organization()
    end);

create policy known on person_grant_revocation for select using (
    organization_id = caller_organization() or person_id = caller_organization());

create policy given on person_grant_revocation for insert with check (
    person_id = caller_organization() and revoked_by = caller_organization());
