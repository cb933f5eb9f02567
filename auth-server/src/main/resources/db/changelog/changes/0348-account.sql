--liquibase formatted sql

--changeset signet:0348-1
--comment: Accounts that are off because whoever keeps their password says that the owner is gone
alter table accounts
	add suspended_at timestamptz,
	add constraint accounts_suspended_is_disabled check (
		suspended_at is null
		or (disabled_at is not null and locked_at is null and delete_at is null and approval_awaited_at is null));
--rollback alter table accounts drop suspended_at;
