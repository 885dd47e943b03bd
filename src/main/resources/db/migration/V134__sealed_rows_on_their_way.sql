-- Rows on their way belong to nobody yet, so they are sealed with a key of the job's, wrapped by the operator's. It goes with the
-- rows: when the job is committed or canceled.
--
-- What waits in plain, of jobs that an earlier version has begun, goes now; their senders send it again.
select set_config('continuum.service', 'setup', true);

alter table bulk_job add column key bytea check (octet_length(key) = 64);

update bulk_job set state = 'canceled', cleared = true where state in ('receiving', 'checking', 'checked', 'committing');
update bulk_job set cleared = true where state = 'canceled';

truncate bulk_line, bulk_verdict;
