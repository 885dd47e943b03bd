-- A key's row is completed in the transaction that reserved it. With room for that on its page the completed row stays
-- there, and the primary key's index is not written a second time: a bulk job does so a thousand times in a transaction.
alter table request_key set (fillfactor = 50);

comment on column request_key.signature is
    'of the receipt that was given; null where none was: a bulk row''s receipt is signed when it is asked for';
