--liquibase formatted sql

--changeset signet:0215-1
--comment: An account that its owner wants deleted is off until the day comes
alter table accounts
	add delete_at timestamptz,
	add constraint accounts_to_be_deleted_is_disabled check (delete_at is null or disabled_at is not null),
	add constraint accounts_to_be_deleted_is_not_locked check (delete_at is null or locked_at is null);

create index accounts_to_be_deleted on accounts (delete_at) where delete_at is not null;
--rollback alter table accounts drop delete_at;
