-- Determinations with their notices, reviews with what was decided on them, and licensing decisions are kept under the person's
-- key as evidence is; V128 seals what is there. Their digests are computed where somebody reads them: kept in plain they would
-- confirm a guess. A license holds no free text, and stays as it is.
alter table determination drop column digest;
alter table determination_notice drop column digest;
alter table determination_review drop column digest;
alter table determination_review_decision drop column digest;
alter table licensing_decision drop column digest;
