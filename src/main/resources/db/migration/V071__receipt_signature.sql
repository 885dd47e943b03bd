-- A repeated request gets the receipt that the first one got, signature included, also after the log's key was changed.
alter table request_key add column signature text;

grant update (signature) on request_key to ${app_role};
