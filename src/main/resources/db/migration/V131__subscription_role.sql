-- In which role an organization has itself told of persons: the purpose of what is delivered follows from it, and stands on
-- each person's access log. Who subscribed before has the role that makes subscriptions for such an organization.
select set_config('continuum.service', 'setup', true);

alter table subscription add column role text;

update subscription s set role = case (select kind from organization o where o.id = s.organization_id)
    when 'preparation-provider' then 'program-administrator'
    when 'licensing-authority' then 'board-decider'
    when 'employer' then 'district-hr'
    else 'operator' end;

alter table subscription alter column role set not null;
