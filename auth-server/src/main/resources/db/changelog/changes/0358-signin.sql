--liquibase formatted sql

--changeset signet:0358-1
--comment: What people had typed into a form when they had to sign in again first; encrypted, without secrets, for minutes
create table kept_forms (
	id uuid primary key,
	account_id uuid not null references accounts (id) on delete cascade,
	browser_digest bytea not null check (length(browser_digest) = 32),
	page text not null check (length(page) <= 200),
	words bytea not null check (length(words) <= 20000),
	expires_at timestamptz not null
);
create index kept_forms_account on kept_forms (account_id, expires_at);
create index kept_forms_expires_at on kept_forms (expires_at);
--rollback drop table kept_forms;
