-- Of an organization no more rows may wait than so many bytes together. That is asked with each thousand rows that come in, and an
-- organization has many jobs whose rows have long gone.
create index on bulk_job (organization_id) where not cleared and state not in ('committed', 'undone');
