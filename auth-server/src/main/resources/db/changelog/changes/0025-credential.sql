--liquibase formatted sql

--changeset signet:0025-1
create table passwords (
	account_id uuid primary key references accounts (id) on delete cascade,
	hash text not null,
	changed_at timestamptz not null,
	constraint passwords_hash_form check (hash like '$argon2id$v=19$%')
);

--rollback drop table passwords;
