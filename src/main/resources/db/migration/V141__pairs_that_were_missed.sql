-- Two who were registered at the same moment before V136 were missed, and nothing looks for them again: a mark pairs when it is
-- added. So all that stand are paired once more, each with the latest twenty before it, as if they had come one after the
-- other. Whom somebody has found to be two is not asked about again. Nobody adds a mark or takes one away meanwhile.
select set_config('continuum.service', 'setup', true);

lock table person_mark in share mode;

insert into possible_duplicate (person_id, other_id, kind, mark, found_at)
select m.person_id, a.person_id, a.kind, a.mark, now()
from person_mark a cross join lateral (select person_id from person_mark where mark = a.mark and person_id < a.person_id
    order by person_id desc limit 20) m
where not exists (select from duplicate_dismissal d where d.person_id = m.person_id and d.other_id = a.person_id)
on conflict do nothing;
