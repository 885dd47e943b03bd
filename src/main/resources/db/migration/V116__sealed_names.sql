-- Names, dates of birth and identifiers are sealed from here on, and no file of the database has ever had them: that could
-- not be said of rows that are sealed afterwards, since what wrote them stays in the write-ahead log and in backups. So
-- there is no way from persons who were registered before; no released version had any.
select set_config('continuum.service', 'setup', true);

do $$
begin
    if exists (select from person) then
        raise exception 'this database has persons whose names are not sealed'
            using hint = 'Begin with an empty database and register them anew; in development: ./start --fresh';
    end if;
end
$$;

-- details is the record as it was sent, identifiers and all: under the person's key, for this row
alter table person
    drop column given_name,
    drop column family_name,
    drop column birth_date,
    add column details bytea not null;

-- An identifier is found by its mark, which nobody can make without the operator's key, and is not kept here itself.
alter table person_identifier
    drop constraint person_identifier_pkey,
    drop column value,
    add column mark bytea not null check (octet_length(mark) = 32),
    add primary key (issuer_id, mark);
