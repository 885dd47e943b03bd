-- Signatures and retractions keep their own number on the person's record, as the evidence itself does. A frozen answer
-- names the number up to which it was computed; by it alone one can tell what it saw, whatever the clocks said. Rows
-- from before have none and are told by their time.
alter table evidence_signature add column person_seq bigint check (person_seq > 0);
alter table evidence_retraction add column person_seq bigint check (person_seq > 0);
