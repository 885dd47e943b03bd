-- A record and what it names may stand under two ids of one person, once they were merged: the determination that takes a
-- reviewed one's place, and the license that an induction follows. The acts see to it that both are hers.
do $$
declare
    each record;
begin
    for each in
        select conrelid::regclass as of, conname from pg_constraint
        where contype = 'f' and (
            conrelid = 'determination_review_decision'::regclass and confrelid = 'determination'::regclass
            or conrelid = 'induction'::regclass and confrelid = 'license'::regclass)
    loop
        execute format('alter table %s drop constraint %I', each.of, each.conname);
    end loop;
end
$$;
