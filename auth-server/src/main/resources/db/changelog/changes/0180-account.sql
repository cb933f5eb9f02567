--liquibase formatted sql

--changeset signet:0180-1
--comment: An account that its owner locked is off until they set a new password by mail
alter table accounts
	add locked_at timestamptz,
	add constraint accounts_locked_is_disabled check (locked_at is null or disabled_at is not null);
--rollback alter table accounts drop locked_at;
