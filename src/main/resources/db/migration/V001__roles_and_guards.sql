-- Two roles: the owner runs these migrations; the application role owns nothing and gets, table by table,
-- exactly what its acts need. A statement that the application was tricked into still cannot alter a table.
revoke all on schema public from public;
grant usage on schema public to ${app_role};

-- Append-only tables: evidence, decisions, licenses and the trail are added to, never changed; a correction is a new
-- row. The missing grant already stops the application; this trigger also stops the owner, a later careless grant
-- and a well-meant repair by hand. It is attached like this, per statement so that even an update that would hit no
-- row is refused:
--
--   create trigger refuse_change before update or delete or truncate on …
--       for each statement execute function refuse_change();
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% on % is refused: its rows are added, never changed', lower(tg_op), tg_table_name
        using errcode = 'integrity_constraint_violation',
              hint = 'Add a row that supersedes or retracts.';
end
$$;
