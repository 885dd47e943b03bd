-- What came in as evidence was kept with all that its sender had written into Content-Type, in plain: beside the type a parameter may
-- say anything, and no erasure reaches it. Evidence has always been JSON in UTF-8, whatever else was said there. The table is written
-- anew where there is any such row, so that nothing of it stays in its pages.
do $$
declare
    plain constant text := '^application/json(; ?charset="?utf-8"?)?$';
begin
    perform set_config('continuum.service', 'setup', true);
    if exists (select from evidence where media_type !~* plain) then
        execute format('alter table evidence alter column media_type type text
            using case when media_type ~* %L then media_type else ''application/json'' end', plain);
    end if;
end
$$;
