-- A list of drafts tells what each names itself and its digest. Both were read from the documents, all of them for one list; they
-- are kept beside the document now. A heading is that of one version of the draft: whoever changes the document without it, as an
-- older version of the service does, leaves one that is out of date. Drafts from before have none until they are changed.
alter table rule_set_draft
    add column digest bytea,
    add column heading_of bigint,
    add column rule_set text,
    add column rule_set_version text,
    add column title text;
