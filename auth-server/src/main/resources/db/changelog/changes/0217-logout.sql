--liquibase formatted sql

--changeset signet:0217-1
--comment: Whose account is deleted, their apps are still told, and no receipt stays of it
alter table logout_notices add account_gone boolean not null default false;

create index logout_notices_account on logout_notices (account_id);
create index logout_notices_account_gone on logout_notices (created_at) where account_gone;
--rollback drop index logout_notices_account;
--rollback alter table logout_notices drop account_gone;
