-- What came in when a signature was added or a record was taken back, byte for byte: the trail's commitments are made over
-- it, and without it nobody could open them. A signature that came with its record has none of its own.
alter table evidence_signature add column body bytea;
alter table evidence_retraction add column body bytea;
