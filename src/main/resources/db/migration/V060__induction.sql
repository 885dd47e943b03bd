-- Induction and its mentorships: an employer's working arrangements. Like enrollments and employments they are edited (an
-- end is set, a day corrected) by whoever has read the version that is changed, and every change leaves an entry on the
-- trail. No decision rests on their wording; what was observed in them is evidence, which is only ever added.
create table induction (
    person_id uuid not null references person,
    id uuid not null,
    employer_id uuid not null references organization,
    employment_id uuid not null,
    license_id uuid,
    started_on date not null,
    ended_on date check (ended_on >= started_on),
    version bigint not null,
    primary key (person_id, id),
    foreign key (person_id, employment_id) references employment (person_id, id),
    foreign key (person_id, license_id) references license (person_id, id)
);

-- The mentor is another person, kept elsewhere: no foreign key.
create table mentorship (
    person_id uuid not null references person,
    id uuid not null,
    induction_id uuid not null,
    mentor_id uuid not null check (mentor_id <> person_id),
    started_on date not null,
    ended_on date check (ended_on >= started_on),
    version bigint not null,
    primary key (person_id, id),
    foreign key (person_id, induction_id) references induction (person_id, id)
);

create index on mentorship (person_id, induction_id);

grant select, insert, update on induction, mentorship to ${app_role};
