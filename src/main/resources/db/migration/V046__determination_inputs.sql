-- Which records a determination used, so that one indexed question finds the determinations that a voided record carried;
-- and the routes by which it found requirements met, which a later stage's rules may ask for.
create table determination_evidence (
    person_id uuid not null,
    evidence_id uuid not null,
    determination_id uuid not null,
    primary key (person_id, evidence_id, determination_id),
    foreign key (person_id, determination_id) references determination (person_id, id)
);

insert into determination_evidence (person_id, evidence_id, determination_id)
select distinct d.person_id, (used ->> 'id')::uuid, d.id
from determination d,
    jsonb_array_elements(convert_from(d.answer, 'UTF8')::jsonb -> 'requirements') requirement,
    jsonb_array_elements(requirement -> 'evidenceUsed') used;

alter table determination add column routes jsonb not null default '{}';

create trigger refuse_change before update or delete or truncate on determination_evidence
    for each statement execute function refuse_change();

grant select, insert on determination_evidence to ${app_role};
