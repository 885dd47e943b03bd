-- The key of a bulk job's row is written once, with the entry that it stands for: what it was answered is on the trail, and
-- is read from there when somebody asks again. person_id says where. Rows that carry their answer themselves have none.
alter table request_key add column person_id uuid;

comment on column request_key.person_id is 'whose record has the entry; only where the answer is left to the trail';
comment on column request_key.signature is 'of the receipt that was given; null where none was';
