--liquibase formatted sql

--changeset signet:0371-1
--comment: In which generation of the account a sign-in began; null of one that a node of the version before began
alter table signin_attempts add column generation integer;
--rollback alter table signin_attempts drop column generation;
