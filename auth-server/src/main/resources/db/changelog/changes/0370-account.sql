--liquibase formatted sql

--changeset signet:0370-1
--comment: How often everybody was shut out of an account; a sign-in opens a session only in the one in which it began. Nodes of the version before leave it alone
alter table accounts add column generation integer not null default 0;
--rollback alter table accounts drop column generation;
