--liquibase formatted sql

--changeset signet:0200-1
--comment: Who may have fewer characters because of a second factor; passwords from before were long enough alone
alter table passwords add short_one boolean not null default false;
--rollback alter table passwords drop short_one;
