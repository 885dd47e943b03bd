-- Retractions that belong together: a bulk job undone is one reversal of many records.
alter table evidence_retraction add column reversal_id uuid;
