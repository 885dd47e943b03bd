-- By the marks of V147; in a transaction of its own, which locks no table.
select set_config('continuum.service', 'setup', true);

update person_grant g set revoked_at = r.revoked_at
from person_grant_revocation r where r.person_id = g.person_id and r.grant_id = g.id;

select mark_lapses(parts_of(person_id))
from (select person_id from enrollment where ended_on is not null
    union select person_id from employment where ended_on is not null) ended;
