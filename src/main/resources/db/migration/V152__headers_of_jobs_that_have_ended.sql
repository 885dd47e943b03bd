-- The header of a CSV names the columns of rows that wait. Until now it stayed when the job had ended, and under "attributes" its
-- names could be any text: it goes with the job's key. The table is written anew, so that its file has none of the earlier bytes.
alter table bulk_job alter column header type text[] using case when key is not null then header end;

alter table bulk_job add check (header is null or key is not null);
