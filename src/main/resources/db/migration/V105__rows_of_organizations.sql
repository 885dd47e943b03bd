-- Row-level security on what is an organization's own: its keys, drafts, jobs, subscriptions and numbers.
do $$
declare
    each record;
begin
    for each in select unnest(array['request_key', 'rule_set_draft', 'license_series', 'license_number', 'bulk_job',
        'subscription']) as name
    loop
        execute format('create policy own on %1$I using (organization_id = caller_organization())', each.name);
    end loop;

    -- What hangs on a job or a subscription is for whoever sees that.
    for each in select unnest(array['bulk_line', 'bulk_verdict', 'bulk_row', 'bulk_reversed']) as name loop
        execute format('create policy own on %1$I using (caller_organization() is not null and exists (
            select from bulk_job j where j.id = job_id))', each.name);
    end loop;
    for each in select unnest(array['subscription_secret', 'delivery_progress', 'delivery']) as name loop
        execute format('create policy own on %1$I using (caller_organization() is not null and exists (
            select from subscription s where s.id = subscription_id))', each.name);
        -- not by the subscription, which may have been removed while an event was under way: a foreign key says so
        execute format('create policy delivering on %1$I using (caller_service() = ''webhooks'')', each.name);
    end loop;

    -- The worker looks for jobs, and reads rows that came in; it acts as the submitter.
    create policy working on bulk_job using (caller_service() = 'bulk');
    create policy working on bulk_line for select using (caller_service() = 'bulk');
    create policy delivering on subscription for select using (caller_service() = 'webhooks');
end
$$;

-- Now nobody passes without a policy: every table that has one, and the two ways to see all of it.
do $$
declare
    each record;
begin
    for each in select distinct c.oid::regclass as name from pg_policy p join pg_class c on c.oid = p.polrelid loop
        execute format('alter table %s enable row level security, force row level security', each.name);
        execute format('create policy "check" on %s for select using (caller_service() = ''check'')', each.name);
        execute format('create policy setup on %s to current_user using (caller_service() = ''setup'')', each.name);
    end loop;
end
$$;
